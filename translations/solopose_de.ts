<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>solopose::AlignmentSide</name>
    <message>
        <source>Not aligned yet</source>
        <translation>Noch nicht ausgerichtet</translation>
    </message>
    <message>
        <source>Every track is shown in its own frame. Aligning moves all of them into one universal frame</source>
        <translation>Jede Spur steht in ihrem eigenen Koordinatensystem. Die Ausrichtung bringt alle in ein universelles</translation>
    </message>
    <message>
        <source>Align now</source>
        <translation>Jetzt ausrichten</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Paper: z up, facing +y</source>
        <translation>Artikel: z oben, Blick nach +y</translation>
    </message>
    <message>
        <source>Section 3.2: z down, facing +x</source>
        <translation>Abschnitt 3.2: z unten, Blick nach +x</translation>
    </message>
    <message>
        <source>Which universal frame; a change aligns anew</source>
        <translation>Welches universelle Koordinatensystem; eine Änderung richtet neu aus</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>As measured</source>
        <translation>Wie gemessen</translation>
    </message>
    <message>
        <source>The paper&apos;s 0.8</source>
        <translation>0,8 aus dem Artikel</translation>
    </message>
    <message>
        <source>Shoulder width to torso length of the reference points; a change aligns anew</source>
        <translation>Schulterbreite zu Rumpflänge der Bezugspunkte; eine Änderung richtet neu aus</translation>
    </message>
    <message>
        <source>Data or verdicts have changed since the last align</source>
        <translation>Daten oder Urteile haben sich seit der letzten Ausrichtung geändert</translation>
    </message>
    <message>
        <source>Mean shoulders %1 mm (Ms), mean torso %2 mm (Msp), ratio %3</source>
        <translation>Mittlere Schultern %1 mm (Ms), mittlerer Rumpf %2 mm (Msp), Verhältnis %3</translation>
    </message>
    <message>
        <source>Mean shoulder width and mean length from mid-shoulder to pelvis over all datasets</source>
        <translation>Mittlere Schulterbreite und mittlere Länge von Schultermitte bis Becken über alle Datensätze</translation>
    </message>
    <message>
        <source>Residual and distance of views, mm</source>
        <translation>Restfehler und Abstand der Ansichten, mm</translation>
    </message>
    <message>
        <source>Distance of a take&apos;s views, mm</source>
        <translation>Abstand der Ansichten eines Takes, mm</translation>
    </message>
    <message numerus="yes">
        <source>Frames that people reject (%Ln)</source>
        <translation>
            <numerusform>Abgelehnte Bilder (%Ln)</numerusform>
            <numerusform>Abgelehnte Bilder (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>Off: they are missing, and sequences that are rejected whole are left out; a change aligns anew</source>
        <translation>Aus: Sie fehlen, und ganz abgelehnte Sequenzen werden ausgelassen; eine Änderung richtet neu aus</translation>
    </message>
</context>
<context>
    <name>solopose::BodyMap</name>
    <message>
        <source>Joints of the body</source>
        <translation>Gelenke des Körpers</translation>
    </message>
    <message>
        <source>A body that faces you: its left is on your right. Arrows go from joint to joint</source>
        <translation>Ein Körper, der Sie ansieht: sein Links ist bei Ihnen rechts. Pfeiltasten gehen von Gelenk zu Gelenk</translation>
    </message>
</context>
<context>
    <name>solopose::ButtonNames</name>
    <message>
        <source>Close panel</source>
        <translation>Bereich schließen</translation>
    </message>
    <message>
        <source>Make the panel a window, or put it back</source>
        <translation>Bereich als Fenster lösen oder zurücksetzen</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>Weitere Werkzeuge</translation>
    </message>
</context>
<context>
    <name>solopose::CheckDialog</name>
    <message>
        <source>Check of the project</source>
        <translation>Prüfung des Projekts</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>solopose::CheckText</name>
    <message>
        <source>The project is whole</source>
        <translation>Das Projekt ist unversehrt</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) are damaged</source>
        <translation>
            <numerusform>%Ln Ding ist beschädigt</numerusform>
            <numerusform>%Ln Dinge sind beschädigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln Sequenz</numerusform>
            <numerusform>%Ln Sequenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pose file(s) read whole (%1)</source>
        <translation>
            <numerusform>%Ln Posendatei ganz gelesen (%1)</numerusform>
            <numerusform>%Ln Posendateien ganz gelesen (%1)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::ClipOptionsForm</name>
    <message>
        <source>As in the paper: overlapping clips may stand on both sides</source>
        <translation>Wie im Artikel: überlappende Clips können auf beiden Seiten stehen</translation>
    </message>
</context>
<context>
    <name>solopose::ClipWords</name>
    <message>
        <source>Clip length</source>
        <translation>Cliplänge</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>Aufteilen nach</translation>
    </message>
    <message>
        <source>Frames in a clip</source>
        <translation>Bilder in einem Clip</translation>
    </message>
    <message>
        <source>Frames from the start of a clip to the start of the next</source>
        <translation>Bilder vom Beginn eines Clips bis zum Beginn des nächsten</translation>
    </message>
    <message>
        <source>What is never torn apart into two splits</source>
        <translation>Was nie auf zwei Teilmengen verteilt wird</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
</context>
<context>
    <name>solopose::ClusterPlot</name>
    <message>
        <source>Features of every frame in their principal plane, coloured by cluster</source>
        <translation>Merkmale jedes Bildes in ihrer Hauptebene, nach Cluster gefärbt</translation>
    </message>
    <message>
        <source>First principal component (torso lengths)</source>
        <translation>Erste Hauptkomponente (Rumpflängen)</translation>
    </message>
    <message>
        <source>Second (torso lengths)</source>
        <translation>Zweite (Rumpflängen)</translation>
    </message>
</context>
<context>
    <name>solopose::ColoursPage</name>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Joints only</source>
        <translation>Nur Gelenke</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Körper</translation>
    </message>
    <message>
        <source>Whole mixture</source>
        <translation>Ganze Mischung</translation>
    </message>
    <message>
        <source>Both signs</source>
        <translation>Beide Vorzeichen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Magma</source>
        <translation>Magma</translation>
    </message>
    <message>
        <source>Rainbow (the paper&apos;s)</source>
        <translation>Regenbogen (wie im Artikel)</translation>
    </message>
    <message>
        <source>Blue to red</source>
        <translation>Blau bis Rot</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>The range of the colours. It stays while you scrub, so that frames compare</source>
        <translation>Der Bereich der Farben. Er bleibt beim Blättern, damit Bilder vergleichbar sind</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Logarithmische Achse</translation>
    </message>
    <message>
        <source>The axis of the plot below</source>
        <translation>Die Achse des Diagramms darunter</translation>
    </message>
    <message>
        <source>Logarithmic colours</source>
        <translation>Logarithmische Farben</translation>
    </message>
    <message>
        <source>The colours cover the range evenly in the logarithm, so that side Gaussians show, too</source>
        <translation>Die Farben verteilen sich gleichmäßig über den Logarithmus, sodass auch die Neben-Gaußglocken zu sehen sind</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>The range of what is shown now</source>
        <translation>Der Bereich dessen, was jetzt zu sehen ist</translation>
    </message>
</context>
<context>
    <name>solopose::CommandPalette</name>
    <message>
        <source>Search for a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>No command matches “%1”</source>
        <translation>Kein Befehl heißt so: „%1“</translation>
    </message>
</context>
<context>
    <name>solopose::CorrectionBar</name>
    <message>
        <source>No joint</source>
        <translation>Kein Gelenk</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gelenk</translation>
    </message>
    <message>
        <source>The joint that is put right</source>
        <translation>Das Gelenk, das berichtigt wird</translation>
    </message>
    <message>
        <source>Second view</source>
        <translation>Zweite Ansicht</translation>
    </message>
    <message>
        <source>The picture beside the first. One from the side tells the depth best</source>
        <translation>Das Bild neben dem ersten. Eines von der Seite zeigt die Tiefe am besten</translation>
    </message>
</context>
<context>
    <name>solopose::CurvesView</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Mean pose</source>
        <translation>Mittlere Pose</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>MPJPE (mm)</source>
        <translation>MPJPE (mm)</translation>
    </message>
    <message>
        <source>Loss over steps</source>
        <translation>Verlust über die Schritte</translation>
    </message>
    <message>
        <source>MPJPE over steps</source>
        <translation>MPJPE über die Schritte</translation>
    </message>
    <message>
        <source>Wheel and drag to look closer, double click to show everything</source>
        <translation>Mit Rad und Ziehen näher hinsehen, Doppelklick zeigt alles</translation>
    </message>
    <message>
        <source>Half are nearer</source>
        <translation>Die Hälfte ist näher</translation>
    </message>
    <message>
        <source>Nine of ten are nearer</source>
        <translation>Neun von zehn sind näher</translation>
    </message>
    <message>
        <source>confidence %1</source>
        <translation>Konfidenz %1</translation>
    </message>
    <message>
        <source>Validation error (mm)</source>
        <translation>Validierungsfehler (mm)</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Error by confidence</source>
        <translation>Fehler nach Konfidenz</translation>
    </message>
    <message>
        <source>MPJPE</source>
        <translation>MPJPE</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>Diagramm</translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) lie outside: Without outliers is on</source>
        <translation>
            <numerusform>%Ln Wert liegt außerhalb: „Ohne Ausreißer“ ist an</numerusform>
            <numerusform>%Ln Werte liegen außerhalb: „Ohne Ausreißer“ ist an</numerusform>
        </translation>
    </message>
    <message>
        <source>Loss, start = 1</source>
        <translation>Rel. Verlust</translation>
    </message>
    <message>
        <source>Unlike losses, as shares of their start: compare by MPJPE</source>
        <translation>Ungleiche Verluste als Anteil ihres Anfangs: MPJPE vergleichen</translation>
    </message>
    <message>
        <source>No chosen run knows it yet:
validation measures it</source>
        <translation>Kein gewählter Lauf kennt ihn:
Die Validierung misst ihn</translation>
    </message>
    <message>
        <source>Loss and MPJPE</source>
        <translation>Verlust und MPJPE</translation>
    </message>
</context>
<context>
    <name>solopose::DataPanel</name>
    <message>
        <source>No datasets yet</source>
        <translation>Noch keine Datensätze</translation>
    </message>
    <message>
        <source>Import recordings, drop files on the window, or look around in a demo project</source>
        <translation>Aufnahmen importieren, Dateien auf das Fenster ziehen oder sich in einem Demoprojekt umsehen</translation>
    </message>
    <message>
        <source>Datasets: %1 with %2 sequences and %3 frames</source>
        <translation>Datensätze: %1 mit %2 Sequenzen und %3 Bildern</translation>
    </message>
    <message>
        <source>&amp;Find missing videos…</source>
        <translation>Fehlende Videos &amp;finden…</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>Da&amp;ten</translation>
    </message>
    <message>
        <source>Folder that holds the videos</source>
        <translation>Ordner, in dem die Videos liegen</translation>
    </message>
    <message numerus="yes">
        <source> (%Ln sequence(s) excluded)</source>
        <translation>
            <numerusform> (%Ln Sequenz ausgeschlossen)</numerusform>
            <numerusform> (%Ln Sequenzen ausgeschlossen)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %Ln video(s) is here; poses need none</source>
        <translation>
            <numerusform>Das %Ln Video ist nicht hier; Posen brauchen keines</numerusform>
            <numerusform>Keines der %Ln Videos ist hier; Posen brauchen keine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln video(s) are not here; poses need none</source>
        <translation>
            <numerusform>%1 von %Ln Video ist nicht hier; Posen brauchen keines</numerusform>
            <numerusform>%1 von %Ln Videos sind nicht hier; Posen brauchen keine</numerusform>
        </translation>
    </message>
    <message>
        <source>Videos are needed to be played and learnt from. If these lie in another folder, find them there:</source>
        <translation>Videos braucht es, um sie abzuspielen und aus ihnen zu lernen. Liegen diese in einem anderen Ordner, finden Sie sie dort:</translation>
    </message>
</context>
<context>
    <name>solopose::DatasetFiguresModel</name>
    <message>
        <source>No take has synchronised views</source>
        <translation>Kein Take hat synchrone Ansichten</translation>
    </message>
    <message>
        <source>Ctrl+click shows this dataset only</source>
        <translation>Strg+Klick zeigt nur diesen Datensatz</translation>
    </message>
    <message>
        <source>Checked datasets are shown; Ctrl+click shows one alone</source>
        <translation>Angehakte Datensätze werden gezeigt; Strg+Klick zeigt einen allein</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Residual of the three reference joints at the key frame, mean over sequences, mm</source>
        <translation>Restfehler der drei Bezugsgelenke im Schlüsselbild, Mittel über die Sequenzen, mm</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Residual at the key frame, worst sequence, mm</source>
        <translation>Restfehler im Schlüsselbild, schlechteste Sequenz, mm</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln Sequenz</numerusform>
            <numerusform>%Ln Sequenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a key frame</source>
        <translation>
            <numerusform>%Ln ohne Schlüsselbild</numerusform>
            <numerusform>%Ln ohne Schlüsselbild</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln take(s) not comparable before: no extrinsics</source>
        <translation>
            <numerusform>%Ln Take vorher nicht vergleichbar: keine Extrinsiken</numerusform>
            <numerusform>%Ln Takes vorher nicht vergleichbar: keine Extrinsiken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln take(s) with synchronised views</source>
        <translation>
            <numerusform>%Ln Take mit synchronen Ansichten</numerusform>
            <numerusform>%Ln Takes mit synchronen Ansichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Distance of synchronised views from their mean before alignment, in the world, mm</source>
        <translation>Abstand der synchronen Ansichten von ihrem Mittel vor der Ausrichtung, in der Welt, mm</translation>
    </message>
    <message>
        <source>Distance of synchronised views from their mean after alignment, mm</source>
        <translation>Abstand der synchronen Ansichten von ihrem Mittel nach der Ausrichtung, mm</translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTableModel</name>
    <message>
        <source>Independent test: never in the merge&apos;s splits</source>
        <translation>Unabhängiger Test: nie in den Teilmengen der Zusammenführung</translation>
    </message>
    <message>
        <source>Estimated from other joints: %1</source>
        <translation>Aus anderen Gelenken geschätzt: %1</translation>
    </message>
    <message>
        <source>Some files do not tell their frame rate</source>
        <translation>Einige Dateien nennen ihre Bildrate nicht</translation>
    </message>
    <message>
        <source>%1 (test)</source>
        <translation>%1 (Test)</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>over %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s) excluded</source>
        <translation>
            <numerusform>%Ln Sequenz ausgeschlossen</numerusform>
            <numerusform>%Ln Sequenzen ausgeschlossen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTree</name>
    <message>
        <source>&amp;Data</source>
        <translation>Da&amp;ten</translation>
    </message>
    <message>
        <source>Find in datasets</source>
        <translation>In Datensätzen suchen</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>Alle aufklappen</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Alle zuklappen</translation>
    </message>
    <message>
        <source>Rename dataset</source>
        <translation>Datensatz umbenennen</translation>
    </message>
    <message>
        <source>Remove dataset</source>
        <translation>Datensatz entfernen</translation>
    </message>
    <message>
        <source>Re-import dataset</source>
        <translation>Datensatz neu importieren</translation>
    </message>
    <message>
        <source>Mark as independent test</source>
        <translation>Als unabhängigen Test markieren</translation>
    </message>
    <message>
        <source>Search datasets, subjects, takes</source>
        <translation>Datensätze, Personen, Takes suchen</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>No datasets yet</source>
        <translation>Noch keine Datensätze</translation>
    </message>
    <message>
        <source>Import recordings to see them here</source>
        <translation>Aufnahmen importieren, um sie hier zu sehen</translation>
    </message>
    <message>
        <source>Nothing matches “%1”</source>
        <translation>Nichts passt zu „%1“</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Remove datasets, exclude sequences</source>
        <translation>Datensätze entfernen, Sequenzen ausschließen</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln dataset(s)</source>
        <translation>
            <numerusform>%Ln Datensatz entfernen</numerusform>
            <numerusform>%Ln Datensätze entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Include %Ln sequence(s) again</source>
        <translation>
            <numerusform>%Ln Sequenz wieder einschließen</numerusform>
            <numerusform>%Ln Sequenzen wieder einschließen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exclude %Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln Sequenz ausschließen</numerusform>
            <numerusform>%Ln Sequenzen ausschließen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTreeDelegate</name>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTreeModel</name>
    <message>
        <source>unnamed</source>
        <translation>unbenannt</translation>
    </message>
    <message>
        <source>Independent test: never in the merge&apos;s splits</source>
        <translation>Unabhängiger Test: nie in den Teilmengen der Zusammenführung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Excluded: left out of everything that is computed</source>
        <translation>Ausgeschlossen: bleibt aus allem heraus, was berechnet wird</translation>
    </message>
    <message>
        <source>Marker cloud: its names tell no body, so nothing is computed of it</source>
        <translation>Markerwolke: ihre Namen ergeben keinen Körper, also wird nichts aus ihr berechnet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln Sequenz</numerusform>
            <numerusform>%Ln Sequenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s) excluded</source>
        <translation>
            <numerusform>%Ln Sequenz ausgeschlossen</numerusform>
            <numerusform>%Ln Sequenzen ausgeschlossen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) skipped</source>
        <translation>
            <numerusform>%Ln Datei übersprungen</numerusform>
            <numerusform>%Ln Dateien übersprungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::Desktop</name>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>No program was found that opens %1</source>
        <translation>Kein Programm gefunden, das %1 öffnet</translation>
    </message>
</context>
<context>
    <name>solopose::Detector</name>
    <message>
        <source>Joint angle</source>
        <translation>Gelenkwinkel</translation>
    </message>
    <message>
        <source>Bends that no body can make: knees, elbows, hips, neck, trunk</source>
        <translation>Beugungen, die kein Körper kann: Knie, Ellbogen, Hüften, Hals, Rumpf</translation>
    </message>
    <message>
        <source>Bone length</source>
        <translation>Knochenlänge</translation>
    </message>
    <message>
        <source>Bones longer or shorter than they usually are in this person</source>
        <translation>Knochen, die länger oder kürzer sind als sonst bei dieser Person</translation>
    </message>
    <message>
        <source>Left and right differ</source>
        <translation>Seiten ungleich</translation>
    </message>
    <message>
        <source>A bone that is longer on one side of the body than on the other</source>
        <translation>Ein Knochen, der auf einer Körperseite länger ist als auf der anderen</translation>
    </message>
    <message>
        <source>Jump</source>
        <translation>Sprung</translation>
    </message>
    <message>
        <source>Joints that leave their way for a frame or two</source>
        <translation>Gelenke, die für ein, zwei Bilder ihre Bahn verlassen</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Zittern</translation>
    </message>
    <message>
        <source>Joints that tremble from frame to frame</source>
        <translation>Gelenke, die von Bild zu Bild zittern</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>Joints that stand still while the body moves, or a pose that repeats</source>
        <translation>Gelenke, die stillstehen, während sich der Körper bewegt, oder eine Pose, die sich wiederholt</translation>
    </message>
    <message>
        <source>Missing joints</source>
        <translation>Gelenke fehlen</translation>
    </message>
    <message>
        <source>Joints that are missing for a while</source>
        <translation>Gelenke, die eine Weile fehlen</translation>
    </message>
    <message>
        <source>Sides swapped</source>
        <translation>Seiten vertauscht</translation>
    </message>
    <message>
        <source>Left and right joints that change places from one frame to the next</source>
        <translation>Linke und rechte Gelenke, die von einem Bild zum nächsten die Plätze tauschen</translation>
    </message>
    <message>
        <source>Mirrored body</source>
        <translation>Gespiegelter Körper</translation>
    </message>
    <message>
        <source>A whole sequence in which left is labelled right</source>
        <translation>Eine ganze Sequenz, in der links als rechts bezeichnet ist</translation>
    </message>
    <message>
        <source>Calibration pose</source>
        <translation>Kalibrierpose</translation>
    </message>
    <message>
        <source>T-poses and the like, held to calibrate</source>
        <translation>T-Posen und Ähnliches, zum Kalibrieren gehalten</translation>
    </message>
    <message>
        <source>Floor contact</source>
        <translation>Bodenkontakt</translation>
    </message>
    <message>
        <source>Feet below the floor, above it, or sliding over it</source>
        <translation>Füße unter dem Boden, über ihm oder rutschend</translation>
    </message>
    <message>
        <source>Not upright</source>
        <translation>Nicht aufrecht</translation>
    </message>
    <message>
        <source>A sequence that stands as if it lay on its side</source>
        <translation>Eine Sequenz, die steht, als läge sie auf der Seite</translation>
    </message>
    <message>
        <source>Body size</source>
        <translation>Körpergröße</translation>
    </message>
    <message>
        <source>Bodies far larger or smaller than people are</source>
        <translation>Körper, die weit größer oder kleiner sind als Menschen</translation>
    </message>
    <message>
        <source>Alignment residual</source>
        <translation>Restfehler</translation>
    </message>
    <message>
        <source>Key frames that fit the universal frame badly</source>
        <translation>Schlüsselbilder, die schlecht ins universelle System passen</translation>
    </message>
    <message>
        <source>Views disagree</source>
        <translation>Ansichten uneins</translation>
    </message>
    <message>
        <source>Joints that synchronised views see in different places</source>
        <translation>Gelenke, die synchrone Ansichten an verschiedenen Orten sehen</translation>
    </message>
    <message>
        <source>Past the video</source>
        <translation>Nach dem Videoende</translation>
    </message>
    <message>
        <source>Poses of frames that the video does not have</source>
        <translation>Posen zu Bildern, die das Video nicht hat</translation>
    </message>
    <message>
        <source>Unusual pose</source>
        <translation>Ungewöhnliche Pose</translation>
    </message>
    <message>
        <source>Poses unlike all others of the project, by a Gaussian mixture</source>
        <translation>Posen, die keiner anderen im Projekt gleichen, nach einer Gauß-Mischung</translation>
    </message>
    <message>
        <source>Known fault</source>
        <translation>Bekannter Fehler</translation>
    </message>
    <message>
        <source>What others have published as wrong with this dataset</source>
        <translation>Was andere an diesem Datensatz als falsch veröffentlicht haben</translation>
    </message>
    <message>
        <source>2D labels disagree</source>
        <translation>2D-Markierungen weichen ab</translation>
    </message>
    <message>
        <source>Joints far from where 2D labels see them in the picture</source>
        <translation>Gelenke weit von der Stelle, an der 2D-Markierungen sie im Bild sehen</translation>
    </message>
    <message>
        <source>A model disagrees</source>
        <translation>Ein Modell widerspricht</translation>
    </message>
    <message>
        <source>Joints much further from where a model sees them than it usually errs</source>
        <translation>Gelenke, die viel weiter von dort weg sind, wo ein Modell sie sieht, als es sich sonst irrt</translation>
    </message>
</context>
<context>
    <name>solopose::DialogButtons</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>solopose::EmptyPage</name>
    <message>
        <source>No project</source>
        <translation>Kein Projekt</translation>
    </message>
    <message>
        <source>This sequence cannot be read</source>
        <translation>Diese Sequenz lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>solopose::ErrorBars</name>
    <message>
        <source>Joint</source>
        <translation>Gelenk</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>now | mean</source>
        <translation>jetzt | Mittel</translation>
    </message>
    <message>
        <source>%1 mm now, %2 mm on average</source>
        <translation>jetzt %1 mm, im Mittel %2 mm</translation>
    </message>
</context>
<context>
    <name>solopose::EvaluateDialog</name>
    <message>
        <source>Evaluate %1</source>
        <translation>%1 auswerten</translation>
    </message>
    <message>
        <source>True: cut around the true pose, which gives the root’s place and depth away. Detected: the person is found in the pictures</source>
        <translation>Wahre: um die wahre Pose geschnitten, was Ort und Tiefe der Wurzel verrät. Gefundene: Die Person wird in den Bildern gesucht</translation>
    </message>
    <message>
        <source>Held-out cameras only</source>
        <translation>Nur zurückgehaltene Kameras</translation>
    </message>
    <message>
        <source>Of tests only what cameras saw that training did not</source>
        <translation>Von Tests nur, was Kameras sahen, die das Training nicht kannte</translation>
    </message>
    <message numerus="yes">
        <source>Count frames that people reject (%Ln)</source>
        <translation>
            <numerusform>Bilder mitzählen, die abgelehnt wurden (%Ln)</numerusform>
            <numerusform>Bilder mitzählen, die abgelehnt wurden (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>Gemessen an</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Crops</source>
        <translation>Ausschnitte</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
</context>
<context>
    <name>solopose::EvaluationWords</name>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Independent test</source>
        <translation>Unabhängiger Test</translation>
    </message>
    <message>
        <source>True crops</source>
        <translation>Wahre Ausschnitte</translation>
    </message>
    <message>
        <source>Detected crops</source>
        <translation>Gefundene Ausschnitte</translation>
    </message>
    <message>
        <source>Unknown crops</source>
        <translation>Unbekannte Ausschnitte</translation>
    </message>
    <message numerus="yes">
        <source>%n joint(s), mean over the actions’ means</source>
        <translation>
            <numerusform>%n Gelenk, Mittel über die Mittel der Handlungen</numerusform>
            <numerusform>%n Gelenke, Mittel über die Mittel der Handlungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n joint(s), mean over all frames</source>
        <translation>
            <numerusform>%n Gelenk, Mittel über alle Bilder</numerusform>
            <numerusform>%n Gelenke, Mittel über alle Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::ExportDialog</name>
    <message>
        <source>Universal frame</source>
        <translation>Universelles Koordinatensystem</translation>
    </message>
    <message>
        <source>Each dataset&apos;s own frame</source>
        <translation>Eigenes Koordinatensystem jedes Datensatzes</translation>
    </message>
    <message>
        <source>Export poses</source>
        <translation>Posen exportieren</translation>
    </message>
    <message>
        <source>Align the datasets first</source>
        <translation>Zuerst die Datensätze ausrichten</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Poses in</source>
        <translation>Posen im</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Clips with splits, HDF5 (*.h5)</source>
        <translation>Clips mit Teilmengen, HDF5 (*.h5)</translation>
    </message>
    <message>
        <source>Sequences, NumPy (*.npz)</source>
        <translation>Sequenzen, NumPy (*.npz)</translation>
    </message>
    <message>
        <source>Frames, text (*.csv)</source>
        <translation>Bilder, Text (*.csv)</translation>
    </message>
    <message>
        <source>Sequences, %1 (*%2)</source>
        <translation>Sequenzen, %1 (*%2)</translation>
    </message>
    <message>
        <source>The ending decides the form: %1</source>
        <translation>Die Endung bestimmt die Form: %1</translation>
    </message>
    <message>
        <source>Clips with their splits and where they come from</source>
        <translation>Clips mit ihren Teilmengen und ihrer Herkunft</translation>
    </message>
    <message>
        <source>One array per sequence, for NumPy</source>
        <translation>Ein Array je Sequenz, für NumPy</translation>
    </message>
    <message>
        <source>One row per frame</source>
        <translation>Eine Zeile je Bild</translation>
    </message>
    <message>
        <source>One %1 file per sequence</source>
        <translation>Je Sequenz eine %1-Datei</translation>
    </message>
    <message numerus="yes">
        <source>Frames that people reject (%Ln)</source>
        <translation>
            <numerusform>Abgelehnte Bilder (%Ln)</numerusform>
            <numerusform>Abgelehnte Bilder (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>Off: they are missing, and sequences that are rejected whole are left out</source>
        <translation>Aus: Sie fehlen, und ganz abgelehnte Sequenzen werden ausgelassen</translation>
    </message>
    <message>
        <source>Estimated joints</source>
        <translation>Geschätzte Gelenke</translation>
    </message>
    <message>
        <source>Off: joints that a dataset has not measured but are made of others are missing</source>
        <translation>Aus: Gelenke, die ein Datensatz nicht gemessen hat, sondern die aus anderen gebildet sind, fehlen</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>Auch</translation>
    </message>
</context>
<context>
    <name>solopose::Facts</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 frames/s</source>
        <translation>%1 Bilder/s</translation>
    </message>
    <message>
        <source>not told by the file</source>
        <translation>von der Datei nicht genannt</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
    <message>
        <source>focal length %1 px</source>
        <translation>Brennweite %1 px</translation>
    </message>
    <message>
        <source>focal lengths %1, %2 px</source>
        <translation>Brennweiten %1, %2 px</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>not aligned yet</source>
        <translation>noch nicht ausgerichtet</translation>
    </message>
    <message>
        <source>none, no frame has shoulders and pelvis</source>
        <translation>keins, kein Bild hat Schultern und Becken</translation>
    </message>
    <message>
        <source>%1, chosen by hand</source>
        <translation>%1, von Hand gewählt</translation>
    </message>
    <message>
        <source>%1 (independent test)</source>
        <translation>%1 (unabhängiger Test)</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Handlung</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Source file</source>
        <translation>Quelldatei</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Joint set</source>
        <translation>Gelenksatz</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>world</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Up axis</source>
        <translation>Hochachse</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Key frame</source>
        <translation>Schlüsselbild</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>Restfehler</translation>
    </message>
    <message>
        <source>Mean shoulders (Ms)</source>
        <translation>Mittlere Schultern (Ms)</translation>
    </message>
    <message>
        <source>Mean torso (Msp)</source>
        <translation>Mittlerer Rumpf (Msp)</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln joint(s)</source>
        <translation>
            <numerusform>%1, %Ln Gelenk</numerusform>
            <numerusform>%1, %Ln Gelenke</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln camera(s), first: %1</source>
        <translation>
            <numerusform>%Ln Kamera: %1</numerusform>
            <numerusform>%Ln Kameras, erste: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::FieldWords</name>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 switched off</source>
        <translation>ausgeschaltet: %1</translation>
    </message>
</context>
<context>
    <name>solopose::FiguresTable</name>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>In another frame than the other lines, so it cannot be compared with them. It says what the mean pose scores there</source>
        <translation>In einem anderen Bezugssystem als die anderen Zeilen und deshalb nicht mit ihnen vergleichbar. Sie sagt, was die mittlere Pose dort erreicht</translation>
    </message>
</context>
<context>
    <name>solopose::FileEditor</name>
    <message>
        <source>Open CLIP’s weights</source>
        <translation>Gewichte von CLIP öffnen</translation>
    </message>
    <message>
        <source>Weights (*.pt *.safetensors);;All files (*)</source>
        <translation>Gewichte (*.pt *.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Models (*.safetensors);;All files (*)</source>
        <translation>Modelle (*.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>None: from scratch</source>
        <translation>Keines: von Grund auf</translation>
    </message>
    <message>
        <source>A run’s best.safetensors, whose weights this run begins with</source>
        <translation>Die best.safetensors eines Laufs, mit deren Gewichten dieser beginnt</translation>
    </message>
    <message>
        <source>OpenAI’s TorchScript archive, or a safetensors file with Hugging Face’s names</source>
        <translation>Das TorchScript-Archiv von OpenAI oder eine safetensors-Datei mit den Namen von Hugging Face</translation>
    </message>
    <message>
        <source>File with CLIP’s weights</source>
        <translation>Datei mit CLIPs Gewichten</translation>
    </message>
</context>
<context>
    <name>solopose::FileField</name>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>There is a file “%1” already, of %2. Replace it?</source>
        <translation>Es gibt schon eine Datei „%1“ mit %2. Ersetzen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>solopose::FilmDialog</name>
    <message>
        <source>Export film</source>
        <translation>Film exportieren</translation>
    </message>
    <message>
        <source>MP4 film</source>
        <translation>MP4-Film</translation>
    </message>
    <message>
        <source>Folder of PNG pictures</source>
        <translation>Ordner mit PNG-Bildern</translation>
    </message>
    <message>
        <source>Skeletons on the video</source>
        <translation>Skelette auf dem Video</translation>
    </message>
    <message>
        <source>3D view</source>
        <translation>3D-Ansicht</translation>
    </message>
    <message>
        <source>Both, side by side</source>
        <translation>Beides nebeneinander</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> Bilder/s</translation>
    </message>
    <message>
        <source>As the video, %1 pixels high</source>
        <translation>Wie das Video, %1 Pixel hoch</translation>
    </message>
    <message>
        <source>%1 pixels high</source>
        <translation>%1 Pixel hoch</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Video frames</source>
        <translation>Videobilder</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>MP4 film (*.mp4)</source>
        <translation>MP4-Film (*.mp4)</translation>
    </message>
    <message>
        <source>The last frame lies before the first</source>
        <translation>Das letzte Bild liegt vor dem ersten</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>A film&apos;s name ends in .mp4</source>
        <translation>Der Name eines Films endet auf .mp4</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s), numbered from 000000.png on; the folder must be new or empty</source>
        <translation>
            <numerusform>%Ln Bild, nummeriert ab 000000.png; der Ordner muss neu oder leer sein</numerusform>
            <numerusform>%Ln Bilder, nummeriert ab 000000.png; der Ordner muss neu oder leer sein</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::FilterBar</name>
    <message>
        <source>Filter findings</source>
        <translation>Befunde filtern</translation>
    </message>
    <message>
        <source>Every word must stand in the finding: detector, sequence, joints or what is wrong</source>
        <translation>Jedes Wort muss im Befund stehen: Detektor, Sequenz, Gelenke oder was nicht stimmt</translation>
    </message>
    <message>
        <source>All detectors</source>
        <translation>Alle Detektoren</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Jeder Stand</translation>
    </message>
    <message>
        <source>All datasets</source>
        <translation>Alle Datensätze</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Only findings of one detector</source>
        <translation>Nur Befunde eines Detektors</translation>
    </message>
    <message>
        <source>Only findings of one dataset</source>
        <translation>Nur Befunde eines Datensatzes</translation>
    </message>
    <message>
        <source>Only findings in one state</source>
        <translation>Nur Befunde mit einem Stand</translation>
    </message>
    <message>
        <source>Reviewers disagree</source>
        <translation>Uneinige Prüfende</translation>
    </message>
    <message>
        <source>%1 (%2 open)</source>
        <comment>dataset: findings</comment>
        <translation>%1 (%2 offen)</translation>
    </message>
</context>
<context>
    <name>solopose::Finding</name>
    <message>
        <source>Open</source>
        <comment>finding</comment>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Fix later</source>
        <translation>Später beheben</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Partly rejected</source>
        <translation>Teilweise abgelehnt</translation>
    </message>
    <message>
        <source>Whole body</source>
        <translation>Ganzer Körper</translation>
    </message>
    <message>
        <source>frames</source>
        <comment>unit</comment>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <comment>verdict, reviewer</comment>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln joint(s)</source>
        <translation>
            <numerusform>%Ln Gelenk</numerusform>
            <numerusform>%Ln Gelenke</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::FindingView</name>
    <message>
        <source>No sequence</source>
        <translation>Keine Sequenz</translation>
    </message>
    <message>
        <source>Choose a finding to see what is wrong</source>
        <translation>Einen Befund wählen, um zu sehen, was nicht stimmt</translation>
    </message>
    <message>
        <source>Nothing is wrong here any more. %1 leads to the next finding</source>
        <translation>Hier ist nichts mehr auszusetzen. %1 führt zum nächsten Befund</translation>
    </message>
    <message>
        <source>the view is at another frame</source>
        <translation>die Ansicht steht auf einem anderen Bild</translation>
    </message>
    <message>
        <source>Drag a joint with Ctrl to where it belongs</source>
        <translation>Ein Gelenk mit Strg dorthin ziehen, wo es hingehört</translation>
    </message>
    <message>
        <source>Nothing is wrong here any more</source>
        <translation>Hier ist nichts mehr auszusetzen</translation>
    </message>
    <message>
        <source>the view shows %1</source>
        <comment>sequence</comment>
        <translation>die Ansicht zeigt %1</translation>
    </message>
</context>
<context>
    <name>solopose::FindingsModel</name>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Joints</source>
        <translation>Gelenke</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>%1, not saved yet</source>
        <translation>%1, noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Its frames are rejected, for another finding there: %1</source>
        <translation>Die Bilder sind abgelehnt, wegen eines anderen Befunds dort: %1</translation>
    </message>
    <message>
        <source>Frames rejected</source>
        <translation>Bilder abgelehnt</translation>
    </message>
</context>
<context>
    <name>solopose::FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>What there is</source>
        <translation>Was da ist</translation>
    </message>
    <message>
        <source>Datasets, people and their sequences. Choose one: the whole window follows it. Files that you drop on the window are imported</source>
        <translation>Datensätze, Personen und ihre Sequenzen. Wählen Sie eine: Das ganze Fenster folgt ihr. Dateien, die Sie auf das Fenster ziehen, werden importiert</translation>
    </message>
    <message>
        <source>What you do with it</source>
        <translation>Was Sie damit tun</translation>
    </message>
    <message>
        <source>Six workspaces, from looking at data to playing a film with predicted poses. Each keeps its own layout</source>
        <translation>Sechs Arbeitsbereiche, vom Ansehen der Daten bis zum Abspielen eines Films mit vorhergesagten Posen. Jeder behält seine eigene Anordnung</translation>
    </message>
    <message>
        <source>Where you work</source>
        <translation>Wo Sie arbeiten</translation>
    </message>
    <message>
        <source>The panels of the workspace. Drag them by their titles, put one behind another, or make one a window</source>
        <translation>Die Bereiche des Arbeitsbereichs. Ziehen Sie sie an ihren Titeln, legen Sie einen hinter den anderen, oder machen Sie einen zum Fenster</translation>
    </message>
    <message>
        <source>When it happens</source>
        <translation>Wann es geschieht</translation>
    </message>
    <message>
        <source>Every lane shows something else of the same frames. %1 plays, the arrow keys step, %2 goes to a frame</source>
        <translation>Jede Spur zeigt etwas anderes von denselben Bildern. %1 spielt ab, die Pfeiltasten gehen Bild für Bild, %2 geht zu einem Bild</translation>
    </message>
    <message>
        <source>How you find the rest</source>
        <translation>Wie Sie den Rest finden</translation>
    </message>
    <message>
        <source>%1 opens the manual at the page for where you are. %2 finds every command by its name. %3 takes back any edit</source>
        <translation>%1 öffnet das Handbuch auf der Seite zu dem, wo Sie sind. %2 findet jeden Befehl bei seinem Namen. %3 nimmt jede Änderung zurück</translation>
    </message>
    <message>
        <source>Leave (%1)</source>
        <translation>Verlassen (%1)</translation>
    </message>
</context>
<context>
    <name>solopose::GoToFrame</name>
    <message>
        <source>Go to frame</source>
        <translation>Gehe zu Bild</translation>
    </message>
    <message>
        <source>0 to %1</source>
        <translation>0 bis %1</translation>
    </message>
</context>
<context>
    <name>solopose::HeatMapActions</name>
    <message>
        <source>Heat &amp;maps</source>
        <translation>Heat&amp;maps</translation>
    </message>
    <message>
        <source>&amp;View from</source>
        <translation>B&amp;lick von</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>Zei&amp;gen</translation>
    </message>
    <message>
        <source>&amp;Open volume…</source>
        <translation>Volumen ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Export volume…</source>
        <translation>Volumen &amp;exportieren…</translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation>&amp;Bild speichern…</translation>
    </message>
    <message>
        <source>&amp;Next joint</source>
        <translation>&amp;Nächstes Gelenk</translation>
    </message>
    <message>
        <source>P&amp;revious joint</source>
        <translation>&amp;Voriges Gelenk</translation>
    </message>
    <message>
        <source>&amp;Front</source>
        <translation>&amp;Vorn</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Hinten</translation>
    </message>
    <message>
        <source>&amp;Left</source>
        <translation>&amp;Links</translation>
    </message>
    <message>
        <source>&amp;Right</source>
        <translation>&amp;Rechts</translation>
    </message>
    <message>
        <source>&amp;Top</source>
        <translation>&amp;Oben</translation>
    </message>
    <message>
        <source>&amp;Perspective</source>
        <translation>&amp;Perspektive</translation>
    </message>
    <message>
        <source>Rese&amp;t view</source>
        <translation>Ansicht &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Volume</source>
        <translation>&amp;Volumen</translation>
    </message>
    <message>
        <source>&amp;Iso-surface</source>
        <translation>&amp;Isofläche</translation>
    </message>
    <message>
        <source>&amp;Slice planes</source>
        <translation>&amp;Schnittebenen</translation>
    </message>
    <message>
        <source>S&amp;keleton</source>
        <translation>S&amp;kelett</translation>
    </message>
    <message>
        <source>&amp;Decoded positions</source>
        <translation>&amp;Dekodierte Positionen</translation>
    </message>
    <message>
        <source>Centres of side &amp;Gaussians</source>
        <translation>Mitten der Neben-&amp;Gaußglocken</translation>
    </message>
    <message>
        <source>&amp;Error arrows</source>
        <translation>&amp;Fehlerpfeile</translation>
    </message>
    <message>
        <source>Cube and &amp;axes</source>
        <translation>Würfel und &amp;Achsen</translation>
    </message>
    <message>
        <source>&amp;Whole cube</source>
        <translation>Ganzer &amp;Würfel</translation>
    </message>
    <message>
        <source>&amp;Keep this one beside</source>
        <translation>Diese &amp;daneben behalten</translation>
    </message>
</context>
<context>
    <name>solopose::HeatMapsPanel</name>
    <message>
        <source>Open heat map %1</source>
        <translation>Heatmap %1 öffnen</translation>
    </message>
    <message>
        <source>Export heat map %1</source>
        <translation>Heatmap %1 exportieren</translation>
    </message>
    <message>
        <source>Save picture %1</source>
        <translation>Bild %1 speichern</translation>
    </message>
    <message>
        <source>Export volume</source>
        <translation>Volumen exportieren</translation>
    </message>
    <message>
        <source>VTK image, for ParaView and Slicer (*.vti);;NumPy archive (*.npz)</source>
        <translation>VTK-Bild, für ParaView und Slicer (*.vti);;NumPy-Archiv (*.npz)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>Open volume</source>
        <translation>Volumen öffnen</translation>
    </message>
    <message>
        <source>Open a project to look into the heat maps of its poses</source>
        <translation>Ein Projekt öffnen, um in die Heatmaps seiner Posen zu schauen</translation>
    </message>
    <message>
        <source>No sequence</source>
        <translation>Keine Sequenz</translation>
    </message>
    <message>
        <source>Import data to look into the heat maps of its poses</source>
        <translation>Daten importieren, um in die Heatmaps ihrer Posen zu schauen</translation>
    </message>
    <message>
        <source>x %1, y %2, z %3 mm · voxel %4, %5, %6 · value %7</source>
        <translation>x %1, y %2, z %3 mm · Voxel %4, %5, %6 · Wert %7</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>From file</source>
        <translation>Aus Datei</translation>
    </message>
    <message>
        <source>File minus target</source>
        <translation>Datei minus Ziel</translation>
    </message>
    <message>
        <source>All joints</source>
        <translation>Alle Gelenke</translation>
    </message>
    <message>
        <source>All joints in one volume, or one joint&apos;s own</source>
        <translation>Alle Gelenke in einem Volumen oder das eines Gelenks</translation>
    </message>
    <message>
        <source>Widening (default)</source>
        <translation>Breiter werdend (Standard)</translation>
    </message>
    <message>
        <source>Equation 7 as written</source>
        <translation>Gleichung 7 wörtlich</translation>
    </message>
    <message>
        <source>How wide the Gaussians along the bones are. The default widens each next one, so that the joint stays the highest point. Equation 7 as written makes the first as high as the joint itself, and many maxima leave their joint</source>
        <translation>Wie breit die Gaußglocken entlang der Knochen sind. Der Standard macht jede nächste breiter, sodass das Gelenk der höchste Punkt bleibt. Gleichung 7 beim Wort genommen macht die erste so hoch wie das Gelenk selbst, und viele Maxima verlassen ihr Gelenk</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Bone profile</source>
        <translation>Knochenprofil</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>There is no model yet: train one, or choose a file</source>
        <translation>Es gibt noch kein Modell: eines trainieren oder eine Datei wählen</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Prediction minus target</source>
        <translation>Vorhersage minus Ziel</translation>
    </message>
    <message>
        <source>What a network is asked for, what a model says, a volume from a file, or the difference</source>
        <translation>Was von einem Netz verlangt wird, was ein Modell sagt, ein Volumen aus einer Datei oder der Unterschied</translation>
    </message>
    <message>
        <source>The video that the model looks at</source>
        <translation>Das Video, das sich das Modell ansieht</translation>
    </message>
    <message>
        <source>Volumes (*.npz *.vti)</source>
        <translation>Volumen (*.npz *.vti)</translation>
    </message>
    <message>
        <source>error arrows %1 times as long</source>
        <translation>Fehlerpfeile %1-mal so lang</translation>
    </message>
    <message>
        <source>Frame %1 · %2 × %3 × %4 voxels of %5 mm</source>
        <translation>Bild %1 · %2 × %3 × %4 Voxel zu %5 mm</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>Choose one among the datasets to look into its heat maps</source>
        <translation>Wählen Sie eine in den Datensätzen, um ihre Heatmaps anzusehen</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Bild %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln voxel(s) hold no number</source>
        <translation>
            <numerusform>%Ln Voxel ohne Zahl</numerusform>
            <numerusform>%Ln Voxel ohne Zahl</numerusform>
        </translation>
    </message>
    <message>
        <source>universal frame</source>
        <translation>universelles System</translation>
    </message>
    <message>
        <source>dataset frame</source>
        <translation>Datensatzsystem</translation>
    </message>
    <message>
        <source>camera frame</source>
        <translation>Kamerasystem</translation>
    </message>
    <message>
        <source>frame of camera %1</source>
        <translation>System der Kamera %1</translation>
    </message>
    <message>
        <source>The heat map that was kept beside is not shown again: %1</source>
        <translation>Die danebengestellte Heatmap wird nicht wieder gezeigt: %1</translation>
    </message>
    <message>
        <source>it came from a file; open that and keep it again</source>
        <translation>Sie kam aus einer Datei; öffnen Sie diese und behalten Sie die Heatmap noch einmal</translation>
    </message>
    <message>
        <source>%1 is not in this project</source>
        <translation>%1 ist nicht in diesem Projekt</translation>
    </message>
    <message>
        <source>the model %1 is not there any more</source>
        <translation>das Modell %1 gibt es nicht mehr</translation>
    </message>
    <message>
        <source>The model %1 is not there any more: choose another one</source>
        <translation>Das Modell %1 gibt es nicht mehr: Wählen Sie ein anderes</translation>
    </message>
    <message>
        <source>Left: %1</source>
        <translation>Links: %1</translation>
    </message>
    <message>
        <source>Right: %1</source>
        <translation>Rechts: %1</translation>
    </message>
    <message>
        <source>outside its cube</source>
        <translation>außerhalb ihres Würfels</translation>
    </message>
</context>
<context>
    <name>solopose::ImportDialog</name>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Guess from the files</source>
        <translation>Aus den Dateien erkennen</translation>
    </message>
    <message>
        <source>As the format says</source>
        <translation>Wie im Format festgelegt</translation>
    </message>
    <message>
        <source>Millimetres</source>
        <translation>Millimeter</translation>
    </message>
    <message>
        <source>Centimetres</source>
        <translation>Zentimeter</translation>
    </message>
    <message>
        <source>Metres</source>
        <translation>Meter</translation>
    </message>
    <message>
        <source>Inches</source>
        <translation>Zoll</translation>
    </message>
    <message>
        <source>Decimetres</source>
        <translation>Dezimeter</translation>
    </message>
    <message>
        <source>Feet</source>
        <translation>Fuß</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> Bilder/s</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>Wie in der Datei angegeben</translation>
    </message>
    <message>
        <source>The format&apos;s name</source>
        <translation>Name des Formats</translation>
    </message>
    <message>
        <source>The name of a dataset that is there already adds to it</source>
        <translation>Der Name eines vorhandenen Datensatzes ergänzt diesen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>A JSON file that names the joints of the file and what they are</source>
        <translation>Eine JSON-Datei, die die Gelenke der Datei nennt und zuordnet</translation>
    </message>
    <message>
        <source>Joint mapping</source>
        <translation>Gelenkzuordnung</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Joint mapping (*.json)</source>
        <translation>Gelenkzuordnung (*.json)</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Those beside the files</source>
        <translation>Die neben den Dateien</translation>
    </message>
    <message>
        <source>Cameras of the recordings; videos go to them by their names</source>
        <translation>Kameras der Aufnahmen; Videos gehören nach ihren Namen zu ihnen</translation>
    </message>
    <message>
        <source>Show which joints of the files are which, on a drawn body. The next files of that rig are read so, too</source>
        <translation>Zeigen, welche Gelenke der Dateien welche sind, an einem gezeichneten Körper. Auch die nächsten Dateien dieses Rigs werden so gelesen</translation>
    </message>
    <message>
        <source>Delete the mappings that are remembered</source>
        <translation>Die gemerkten Zuordnungen löschen</translation>
    </message>
    <message>
        <source>Delete all joint mappings that are remembered? They cannot be brought back.</source>
        <translation>Alle gemerkten Gelenkzuordnungen löschen? Sie lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>E&amp;ntfernen</translation>
    </message>
    <message>
        <source>Also what AIST++’s &amp;ignore list names</source>
        <translation>Auch was die &amp;Ignorierliste von AIST++ nennt</translation>
    </message>
    <message>
        <source>People of one &amp;size (univ_annot3 of MPI-INF-3DHP)</source>
        <translation>&amp;Personen gleicher Größe (univ_annot3 von MPI-INF-3DHP)</translation>
    </message>
    <message>
        <source>Ma&amp;p joints…</source>
        <translation>Gelenke &amp;zuordnen…</translation>
    </message>
    <message>
        <source>Use &amp;remembered mappings</source>
        <translation>Ge&amp;merkte verwenden</translation>
    </message>
    <message>
        <source>&amp;Add files…</source>
        <translation>Dateien &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Fi&amp;les and folders</source>
        <translation>Da&amp;teien und Ordner</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Dataset</source>
        <translation>&amp;Datensatz</translation>
    </message>
    <message>
        <source>&amp;Joint mapping</source>
        <translation>&amp;Gelenkzuordnung</translation>
    </message>
    <message>
        <source>&amp;Calibration</source>
        <translation>&amp;Kalibrierung</translation>
    </message>
    <message>
        <source>Frame ra&amp;te</source>
        <translation>&amp;Bildrate</translation>
    </message>
    <message>
        <source>&amp;Unit</source>
        <translation>&amp;Einheit</translation>
    </message>
    <message>
        <source>Up a&amp;xis</source>
        <translation>Ho&amp;chachse</translation>
    </message>
    <message>
        <source>For&amp;get all…</source>
        <translation>Alle &amp;vergessen…</translation>
    </message>
    <message>
        <source>No sequence would arrive: the reasons stand beside</source>
        <translation>Es käme keine Sequenz an: Die Gründe stehen daneben</translation>
    </message>
</context>
<context>
    <name>solopose::ImportPlanView</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>%1 to %2 m</source>
        <translation>%1 bis %2 m</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Up axis</source>
        <translation>Hochachse</translation>
    </message>
    <message>
        <source>Body height</source>
        <translation>Körpergröße</translation>
    </message>
    <message>
        <source>Videos there</source>
        <translation>Videos da</translation>
    </message>
    <message>
        <source>What would arrive</source>
        <translation>Was ankäme</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>What would be left out, and what was guessed</source>
        <translation>Was ausgelassen würde und was geraten wurde</translation>
    </message>
    <message>
        <source>Looking into the files…</source>
        <translation>Die Dateien werden angesehen…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s) would arrive</source>
        <translation>
            <numerusform>%Ln Sequenz käme an</numerusform>
            <numerusform>%Ln Sequenzen kämen an</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) would be left out</source>
        <translation>
            <numerusform>%Ln Datei würde ausgelassen</numerusform>
            <numerusform>%Ln Dateien würden ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add files or folders to see what is in them</source>
        <translation>Dateien oder Ordner hinzufügen, um zu sehen, was darin ist</translation>
    </message>
    <message>
        <source>Would be left out</source>
        <translation>Würde ausgelassen</translation>
    </message>
    <message>
        <source>Guessed and remarked: %1</source>
        <translation>Geraten und angemerkt: %1</translation>
    </message>
    <message>
        <source>In the project already: %1</source>
        <translation>Schon im Projekt: %1</translation>
    </message>
</context>
<context>
    <name>solopose::Inspector</name>
    <message>
        <source>Copy joint coordinates</source>
        <translation>Gelenkkoordinaten kopieren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Choose a sequence to see what is known about it</source>
        <translation>Eine Sequenz wählen, um zu sehen, was über sie bekannt ist</translation>
    </message>
    <message>
        <source>Dataset frame</source>
        <translation>System des Datensatzes</translation>
    </message>
    <message>
        <source>Universal frame</source>
        <translation>Universelles Koordinatensystem</translation>
    </message>
    <message>
        <source>The frame the coordinates are given in</source>
        <translation>Das Koordinatensystem der Koordinaten</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Too many joints are missing to tell the front</source>
        <translation>Zu viele Gelenke fehlen, um vorn zu erkennen</translation>
    </message>
    <message>
        <source>Every joint is missing in this frame</source>
        <translation>In diesem Bild fehlt jedes Gelenk</translation>
    </message>
    <message>
        <source>Joints at frame %1, mm</source>
        <translation>Gelenke in Bild %1, mm</translation>
    </message>
</context>
<context>
    <name>solopose::JobBar</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Cancel the running job</source>
        <translation>Laufende Aufgabe &amp;abbrechen</translation>
    </message>
    <message>
        <source>&amp;Jobs and their logs…</source>
        <translation>Aufgaben und ihre &amp;Protokolle…</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop this job; the project stays as it was before it</source>
        <translation>Diese Aufgabe abbrechen; das Projekt bleibt, wie es vorher war</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Details…</translation>
    </message>
    <message>
        <source>Show every job&apos;s outcome and log</source>
        <translation>Ergebnis und Protokoll jeder Aufgabe zeigen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>No jobs running</source>
        <translation>Keine laufenden Aufgaben</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>count, step</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>&amp;Open what was written</source>
        <translation>Geschriebenes ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show what was written in its &amp;folder</source>
        <translation>Geschriebenes im &amp;Ordner zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln queued</source>
        <translation>
            <numerusform>%Ln wartet</numerusform>
            <numerusform>%Ln warten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Stop the training run</source>
        <translation>Trainingslauf be&amp;enden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stop this run after the step under way and keep it: Resume run goes on from there</source>
        <translation>Diesen Lauf nach dem laufenden Schritt beenden und behalten: „Lauf fortsetzen“ geht von dort weiter</translation>
    </message>
</context>
<context>
    <name>solopose::JobDetails</name>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>This job wrote no log</source>
        <translation>Diese Aufgabe hat kein Protokoll geschrieben</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss all ended</source>
        <translation>Alle beendeten ausblenden</translation>
    </message>
</context>
<context>
    <name>solopose::JobText</name>
    <message>
        <source>frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 %2/s</source>
        <comment>rate, unit</comment>
        <translation>%1 %2/s</translation>
    </message>
    <message>
        <source>almost done</source>
        <translation>fast fertig</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <comment>done, total, unit</comment>
        <translation>%1 von %2 %3</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s) left</source>
        <translation>
            <numerusform>noch %Ln Sekunde</numerusform>
            <numerusform>noch %Ln Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>noch etwa %Ln Minute</numerusform>
            <numerusform>noch etwa %Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s) left</source>
        <translation>
            <numerusform>noch etwa %Ln Stunde</numerusform>
            <numerusform>noch etwa %Ln Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>job, project</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>time, project</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Beendet</translation>
    </message>
</context>
<context>
    <name>solopose::Joint</name>
    <message>
        <source>Pelvis</source>
        <translation>Becken</translation>
    </message>
    <message>
        <source>Right hip</source>
        <translation>Rechte Hüfte</translation>
    </message>
    <message>
        <source>Right knee</source>
        <translation>Rechtes Knie</translation>
    </message>
    <message>
        <source>Right ankle</source>
        <translation>Rechter Knöchel</translation>
    </message>
    <message>
        <source>Left hip</source>
        <translation>Linke Hüfte</translation>
    </message>
    <message>
        <source>Left knee</source>
        <translation>Linkes Knie</translation>
    </message>
    <message>
        <source>Left ankle</source>
        <translation>Linker Knöchel</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>Hals</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Left shoulder</source>
        <translation>Linke Schulter</translation>
    </message>
    <message>
        <source>Left elbow</source>
        <translation>Linker Ellbogen</translation>
    </message>
    <message>
        <source>Left wrist</source>
        <translation>Linkes Handgelenk</translation>
    </message>
    <message>
        <source>Right shoulder</source>
        <translation>Rechte Schulter</translation>
    </message>
    <message>
        <source>Right elbow</source>
        <translation>Rechter Ellbogen</translation>
    </message>
    <message>
        <source>Right wrist</source>
        <translation>Rechtes Handgelenk</translation>
    </message>
</context>
<context>
    <name>solopose::JointCorrection</name>
    <message>
        <source>Joints can be moved here where a camera is known and the project can be edited</source>
        <translation>Gelenke lassen sich hier verschieben, wo eine Kamera bekannt ist und das Projekt bearbeitet werden kann</translation>
    </message>
    <message>
        <source>Drag a joint to where the picture shows it, or choose one here</source>
        <translation>Ein Gelenk dorthin ziehen, wo das Bild es zeigt, oder hier eines wählen</translation>
    </message>
    <message>
        <source>%1: drag it to where the picture shows it. Arrow keys move it by a pixel, with Shift by ten</source>
        <translation>%1: dorthin ziehen, wo das Bild es zeigt. Pfeiltasten verschieben um ein Pixel, mit Umschalt um zehn</translation>
    </message>
    <message>
        <source>The marks meet in no point: these views look along the same line, or a mark is far off. Try another second view</source>
        <translation>Die Marken treffen sich in keinem Punkt: Diese Ansichten blicken entlang derselben Linie, oder eine Marke liegt weit daneben. Eine andere zweite Ansicht kann helfen</translation>
    </message>
    <message>
        <source>%1 has moved in the plane of %2</source>
        <translation>%1 wurde in der Ebene von %2 verschoben</translation>
    </message>
    <message>
        <source>%1 has moved in the plane of %2. Drag it along the line in the other view too, and its depth is known. Enter keeps it, Esc gives up</source>
        <translation>%1 wurde in der Ebene von %2 verschoben. Auch in der anderen Ansicht entlang der Linie gezogen, ist seine Tiefe bekannt. Die Eingabetaste behält es, Esc verwirft</translation>
    </message>
    <message>
        <source>%1 px in %2</source>
        <comment>distance in a view</comment>
        <translation>%1 px in %2</translation>
    </message>
    <message>
        <source>%1 is this far from its marks: %2</source>
        <translation>%1 ist so weit von seinen Marken entfernt: %2</translation>
    </message>
</context>
<context>
    <name>solopose::JointMappingDialog</name>
    <message>
        <source>Joint mapping</source>
        <translation>Gelenkzuordnung</translation>
    </message>
    <message>
        <source>Joint mapping, as remembered</source>
        <translation>Gelenkzuordnung, wie gemerkt</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gelenk</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Type a joint’s name, Enter takes it</source>
        <translation>Namen eines Gelenks tippen, Eingabe übernimmt</translation>
    </message>
    <message>
        <source>Joints of the file</source>
        <translation>Gelenke der Datei</translation>
    </message>
    <message>
        <source>Save as file…</source>
        <translation>Als Datei speichern…</translation>
    </message>
    <message>
        <source>Use and remember</source>
        <translation>Verwenden und merken</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>map %1</source>
        <translation>%1 zuordnen</translation>
    </message>
    <message>
        <source>clear %1</source>
        <translation>%1 leeren</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>guessed</source>
        <translation>geraten</translation>
    </message>
    <message>
        <source>Missing: %1</source>
        <translation>Es fehlen: %1</translation>
    </message>
    <message>
        <source>Left and right differ in length before: %1</source>
        <translation>Links und rechts sind verschieden lang vor: %1</translation>
    </message>
    <message>
        <source>A pose needs at least the pelvis and both shoulders</source>
        <translation>Eine Pose braucht mindestens Becken und beide Schultern</translation>
    </message>
    <message>
        <source>All 15 joints are there, left and right are equally long</source>
        <translation>Alle 15 Gelenke sind da, links und rechts sind gleich lang</translation>
    </message>
    <message>
        <source>Save the joint mapping</source>
        <translation>Gelenkzuordnung speichern</translation>
    </message>
</context>
<context>
    <name>solopose::JointTableModel</name>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gelenk</translation>
    </message>
</context>
<context>
    <name>solopose::JudgeBar</name>
    <message>
        <source>Reviewer</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Note and #tags of the verdict</source>
        <translation>Notiz und #Marken zum Urteil</translation>
    </message>
    <message>
        <source>Note and tags</source>
        <translation>Notiz und Marken</translation>
    </message>
    <message>
        <source>Goes with the next verdict, and with a verdict that was given once Enter is pressed</source>
        <translation>Gehört zum nächsten Urteil; zu einem gegebenen, sobald die Eingabetaste gedrückt wird</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Verdicts carry it, so that those of several people can be told apart</source>
        <translation>Urteile tragen ihn, damit die mehrerer Leute zu unterscheiden sind</translation>
    </message>
    <message>
        <source>Whose verdicts these are. Click to change the name</source>
        <translation>Wessen Urteile dies sind. Klicken, um den Namen zu ändern</translation>
    </message>
    <message>
        <source>as %1</source>
        <comment>whose verdicts</comment>
        <translation>als %1</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Ausbessern</translation>
    </message>
    <message>
        <source>Every repair with its name and its key</source>
        <translation>Jede Ausbesserung mit Namen und Taste</translation>
    </message>
</context>
<context>
    <name>solopose::KeyFrameFacts</name>
    <message>
        <source>the same frame in every sequence</source>
        <translation>dasselbe Bild in jeder Sequenz</translation>
    </message>
    <message>
        <source>chosen by you</source>
        <translation>von Hand gewählt</translation>
    </message>
    <message>
        <source>chosen by the program</source>
        <translation>vom Programm gewählt</translation>
    </message>
    <message>
        <source>upright (tilt %1°)</source>
        <translation>aufrecht (Neigung %1°)</translation>
    </message>
    <message>
        <source>not upright (tilt %1°)</source>
        <translation>nicht aufrecht (Neigung %1°)</translation>
    </message>
    <message>
        <source>no upright frame, least tilt %1°</source>
        <translation>kein aufrechtes Bild, kleinste Neigung %1°</translation>
    </message>
    <message>
        <source>Key frame %1</source>
        <translation>Schlüsselbild %1</translation>
    </message>
    <message>
        <source>No key frame</source>
        <translation>Kein Schlüsselbild</translation>
    </message>
    <message>
        <source>residual %1 mm</source>
        <translation>Restfehler %1 mm</translation>
    </message>
    <message>
        <source>not aligned yet</source>
        <translation>noch nicht ausgerichtet</translation>
    </message>
    <message>
        <source>Cluster %1</source>
        <translation>Cluster %1</translation>
    </message>
    <message>
        <source>Program&apos;s key frame</source>
        <translation>Schlüsselbild des Programms</translation>
    </message>
    <message>
        <source>Your key frame</source>
        <translation>Schlüsselbild von Hand</translation>
    </message>
    <message>
        <source>Current frame</source>
        <translation>Aktuelles Bild</translation>
    </message>
    <message numerus="yes">
        <source>%1 for %Ln views</source>
        <comment>chosen by …</comment>
        <translation>
            <numerusform>%1 für %Ln Ansicht</numerusform>
            <numerusform>%1 für %Ln Ansichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln frame(s)</source>
        <comment>cluster: size</comment>
        <translation>
            <numerusform>%1: %Ln Bild</numerusform>
            <numerusform>%1: %Ln Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::KeyFrameOptionsBar</name>
    <message>
        <source>&amp;Clusters</source>
        <translation>&amp;Cluster</translation>
    </message>
    <message>
        <source>How many clusters k-means makes of a video&apos;s frames (k)</source>
        <translation>Wie viele Cluster k-means aus den Bildern eines Videos bildet (k)</translation>
    </message>
    <message>
        <source>&amp;Tolerance</source>
        <translation>&amp;Toleranz</translation>
    </message>
    <message>
        <source>How far a torso may lean and still count as upright</source>
        <translation>Wie weit ein Rumpf geneigt sein darf und noch als aufrecht gilt</translation>
    </message>
    <message>
        <source>&amp;One key frame per</source>
        <translation>E&amp;in Schlüsselbild je</translation>
    </message>
    <message>
        <source>video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>take</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>Choose a key frame for every video, or one for all synchronised views of a take</source>
        <translation>Ein Schlüsselbild für jedes Video wählen oder eines für alle synchronen Ansichten eines Takes</translation>
    </message>
</context>
<context>
    <name>solopose::KeyFramePlot</name>
    <message>
        <source>Frame %1
Joints missing</source>
        <translation>Bild %1
Gelenke fehlen</translation>
    </message>
    <message>
        <source>Frame %1
Tilt %2°
Cluster %3</source>
        <translation>Bild %1
Neigung %2°
Cluster %3</translation>
    </message>
</context>
<context>
    <name>solopose::KeyFramesPanel</name>
    <message>
        <source>&amp;Align</source>
        <translation>A&amp;usrichten</translation>
    </message>
    <message>
        <source>&amp;Use this frame as key frame</source>
        <translation>Dieses Bild als &amp;Schlüsselbild verwenden</translation>
    </message>
    <message>
        <source>&amp;Let the program choose</source>
        <translation>Das &amp;Programm wählen lassen</translation>
    </message>
    <message>
        <source>&amp;Go to the key frame</source>
        <translation>&amp;Gehe zum Schlüsselbild</translation>
    </message>
    <message>
        <source>Key frame …</source>
        <translation>Schlüsselbild …</translation>
    </message>
    <message>
        <source>Open a project to see how the key frames of its sequences are chosen</source>
        <translation>Ein Projekt öffnen, um zu sehen, wie die Schlüsselbilder seiner Sequenzen gewählt werden</translation>
    </message>
    <message>
        <source>No sequence</source>
        <translation>Keine Sequenz</translation>
    </message>
    <message>
        <source>Import data to see how the key frames of its sequences are chosen</source>
        <translation>Daten importieren, um zu sehen, wie die Schlüsselbilder ihrer Sequenzen gewählt werden</translation>
    </message>
    <message>
        <source>No usable frame</source>
        <translation>Kein brauchbares Bild</translation>
    </message>
    <message>
        <source>No frame of this sequence has both shoulders and the pelvis. Check its joint mapping and import it again</source>
        <translation>Kein Bild dieser Sequenz hat beide Schultern und das Becken. Die Gelenkzuordnung prüfen und erneut importieren</translation>
    </message>
    <message>
        <source>Align now</source>
        <translation>Jetzt ausrichten</translation>
    </message>
    <message>
        <source>Measure the bodies, choose key frames and bring every sequence into the universal frame</source>
        <translation>Körper vermessen, Schlüsselbilder wählen und jede Sequenz in das universelle Koordinatensystem bringen</translation>
    </message>
</context>
<context>
    <name>solopose::LandmarkWeights</name>
    <message>
        <source>BlazePose finds the people in videos, and its files are not here yet: run %1 once in a terminal, with a network, or put pose_detection.tflite and pose_landmark_full.tflite from the package mediapipe 0.10.21 (PyPI) into %2</source>
        <translation>BlazePose findet die Personen in Videos, und seine Dateien sind noch nicht da: %1 einmal mit Netzwerk in einem Terminal ausführen, oder pose_detection.tflite und pose_landmark_full.tflite aus dem Paket mediapipe 0.10.21 (PyPI) in diesen Ordner legen: %2</translation>
    </message>
</context>
<context>
    <name>solopose::LeaveGuard</name>
    <message>
        <source>Work is under way</source>
        <translation>Es wird noch gearbeitet</translation>
    </message>
    <message>
        <source>Stop what is under way?</source>
        <translation>Laufende Arbeit abbrechen?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Under way: %1. Stopping leaves the project as it was before</source>
        <translation>Es läuft noch: %1. Nach dem Anhalten ist das Projekt, wie es vorher war</translation>
    </message>
</context>
<context>
    <name>solopose::MainWindow</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Imported data</source>
        <translation>Importierte Daten</translation>
    </message>
    <message>
        <source>Key frames</source>
        <translation>Schlüsselbilder</translation>
    </message>
    <message>
        <source>Universal frame</source>
        <translation>Universelles Koordinatensystem</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Heat maps</source>
        <translation>Heatmaps</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Stop and log out</source>
        <translation>Anhalten und abmelden</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>%1. It can be looked at and exported from</source>
        <translation>%1. Es kann angesehen und exportiert werden</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>solopose::Manual</name>
    <message>
        <source>Every shortcut</source>
        <translation>Alle Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>solopose::ManualWindow</name>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>No page has all of these words</source>
        <translation>Keine Seite hat alle diese Wörter</translation>
    </message>
</context>
<context>
    <name>solopose::MeasureTool</name>
    <message>
        <source>pelvis</source>
        <translation>Becken</translation>
    </message>
    <message>
        <source>right hip</source>
        <translation>rechte Hüfte</translation>
    </message>
    <message>
        <source>right knee</source>
        <translation>rechtes Knie</translation>
    </message>
    <message>
        <source>right ankle</source>
        <translation>rechter Knöchel</translation>
    </message>
    <message>
        <source>left hip</source>
        <translation>linke Hüfte</translation>
    </message>
    <message>
        <source>left knee</source>
        <translation>linkes Knie</translation>
    </message>
    <message>
        <source>left ankle</source>
        <translation>linker Knöchel</translation>
    </message>
    <message>
        <source>neck</source>
        <translation>Hals</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>left shoulder</source>
        <translation>linke Schulter</translation>
    </message>
    <message>
        <source>left elbow</source>
        <translation>linker Ellbogen</translation>
    </message>
    <message>
        <source>left wrist</source>
        <translation>linkes Handgelenk</translation>
    </message>
    <message>
        <source>right shoulder</source>
        <translation>rechte Schulter</translation>
    </message>
    <message>
        <source>right elbow</source>
        <translation>rechter Ellbogen</translation>
    </message>
    <message>
        <source>right wrist</source>
        <translation>rechtes Handgelenk</translation>
    </message>
    <message>
        <source>Click two joints for a distance, a third for the angle between them</source>
        <translation>Zwei Gelenke anklicken für einen Abstand, ein drittes für den Winkel dazwischen</translation>
    </message>
    <message>
        <source>A joint of this measure is not shown</source>
        <translation>Ein Gelenk dieser Messung wird nicht gezeigt</translation>
    </message>
    <message>
        <source>From %1 to …</source>
        <translation>Von %1 nach …</translation>
    </message>
    <message>
        <source>%1 to %2: %3 mm</source>
        <translation>%1 bis %2: %3 mm</translation>
    </message>
    <message>
        <source>Angle at %1 between %2 and %3: %4°</source>
        <translation>Winkel an %1 zwischen %2 und %3: %4°</translation>
    </message>
</context>
<context>
    <name>solopose::MessageArea</name>
    <message>
        <source>Show problems</source>
        <translation>Probleme zeigen</translation>
    </message>
    <message>
        <source>Data have changed since the last alignment</source>
        <translation>Die Daten haben sich seit der letzten Ausrichtung geändert</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>The demo project is made</source>
        <translation>Das Beispielprojekt ist fertig</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Removed %1 (%2). It stays in the project’s trash</source>
        <translation>%1 entfernt (%2). Es bleibt im Papierkorb des Projekts</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Another window or program has changed the project; what you see is up to date</source>
        <translation>Ein anderes Fenster oder Programm hat das Projekt geändert; was hier steht, ist auf dem neuesten Stand</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln Sequenz</numerusform>
            <numerusform>%Ln Sequenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 read again: %Ln sequence(s)</source>
        <translation>
            <numerusform>%1 neu gelesen: %Ln Sequenz</numerusform>
            <numerusform>%1 neu gelesen: %Ln Sequenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s) gone (%1). The earlier reading lies in the project’s trash</source>
        <translation>
            <numerusform>%Ln Sequenz fehlt (%1). Das früher Gelesene liegt im Papierkorb des Projekts</numerusform>
            <numerusform>%Ln Sequenzen fehlen (%1). Das früher Gelesene liegt im Papierkorb des Projekts</numerusform>
        </translation>
    </message>
    <message>
        <source>The last session with %1 was not closed; what was saved is there</source>
        <translation>Die letzte Sitzung mit %1 wurde nicht beendet; was gespeichert war, ist da</translation>
    </message>
    <message>
        <source>Under way then: %1</source>
        <translation>Dabei lief: %1</translation>
    </message>
    <message>
        <source>Resume training</source>
        <translation>Training fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln verdict(s) brought in</source>
        <translation>
            <numerusform>%Ln Urteil hereingeholt</numerusform>
            <numerusform>%Ln Urteile hereingeholt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln verdict(s) were here already</source>
        <translation>
            <numerusform>%Ln Urteil war schon hier</numerusform>
            <numerusform>%Ln Urteile waren schon hier</numerusform>
        </translation>
    </message>
    <message>
        <source>left out: %1</source>
        <translation>ausgelassen: %1</translation>
    </message>
    <message numerus="yes">
        <source>Imported %Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln Sequenz importiert</numerusform>
            <numerusform>%Ln Sequenzen importiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln remark(s)</source>
        <translation>
            <numerusform>%Ln Bemerkung</numerusform>
            <numerusform>%Ln Bemerkungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) were here already</source>
        <translation>
            <numerusform>%Ln Datei war schon da</numerusform>
            <numerusform>%Ln Dateien waren schon da</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>solopose::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>solopose::MethodDialog</name>
    <message>
        <source>Add another method’s poses</source>
        <translation>Posen eines anderen Verfahrens hinzufügen</translation>
    </message>
    <message>
        <source>As the programs of VideoPose3D, P-STMO, STCFormer, MHFormer and others write them, or a .npz as exported here. They are compared with the truth that the run is measured on</source>
        <translation>Wie die Programme von VideoPose3D, P-STMO, STCFormer, MHFormer und anderen sie schreiben, oder ein .npz, wie es hier exportiert wird. Sie werden mit der Wahrheit verglichen, an der der Lauf gemessen wird</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Measured as</source>
        <translation>Gemessen wie</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Poses of another method</source>
        <translation>Posen eines anderen Verfahrens</translation>
    </message>
    <message>
        <source>Poses (*.npz *.npy *.mat)</source>
        <translation>Posen (*.npz *.npy *.mat)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>solopose::ModelBox</name>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>The model to look with: a run of this project, the demo model, or a file</source>
        <translation>Das Modell, mit dem geschaut wird: ein Lauf dieses Projekts, das Demo-Modell oder eine Datei</translation>
    </message>
    <message>
        <source>%1 (not there)</source>
        <translation>%1 (nicht da)</translation>
    </message>
</context>
<context>
    <name>solopose::ModelName</name>
    <message>
        <source>Demo model</source>
        <translation>Demo-Modell</translation>
    </message>
    <message>
        <source>Video model</source>
        <translation>Video-Modell</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>Modell %1</translation>
    </message>
</context>
<context>
    <name>solopose::Note</name>
    <message>
        <source>each figure is to be read against the mean pose in its own frame; &quot;%1&quot; cannot be compared with the other rows. The universal frame is that of a video&apos;s key frame: a clip does not show it, so nobody can tell from the clip which way the person faces there, but it turns poses alike, which brings them nearer to their mean</source>
        <translation>jede Zahl ist gegen die mittlere Pose in ihrem eigenen Koordinatensystem zu lesen; „%1“ ist mit den anderen Zeilen nicht vergleichbar. Das universelle System ist das des Schlüsselbilds eines Videos: ein Clip zeigt es nicht, also kann niemand aus ihm sagen, wohin die Person dort blickt; es dreht aber die Posen gleich, was sie ihrem Mittel näher bringt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known: %2</source>
        <translation>„%1“ ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>split %1: no clip with a video and a camera</source>
        <translation>Teil „%1“: kein Clip mit Video und Kamera</translation>
    </message>
    <message>
        <source>the project&apos;s clips or splits are not those this model was trained on: what is a test here may have been learnt from</source>
        <translation>die Clips oder Teile des Projekts sind nicht die, an denen dieses Modell trainiert wurde: was hier Test ist, kann gelernt worden sein</translation>
    </message>
    <message>
        <source>a model file does not say which clips it was trained on, so a test here may have been learnt from; its run&apos;s folder says more</source>
        <translation>eine Modelldatei sagt nicht, an welchen Clips sie trainiert wurde, ein Test hier kann also gelernt worden sein; der Ordner ihres Laufs sagt mehr</translation>
    </message>
    <message>
        <source>models answer %1 of the %2 joints of %3; of the others neither pose is measured here, so the figures are not those of a method that answers all: export poses and compare</source>
        <translation>Modelle geben %1 der %2 Gelenke von %3; von den anderen wird hier keine der beiden Posen gemessen, die Zahlen sind also nicht die eines Verfahrens, das alle gibt: Posen exportieren und vergleichen</translation>
    </message>
    <message>
        <source>estimated and left out of the scores, the pelvis aside: %1</source>
        <translation>geschätzt und, vom Becken abgesehen, nicht in den Werten: %1</translation>
    </message>
    <message>
        <source>frames rejected and left out of the scores: %1</source>
        <translation>abgelehnte Bilder, die nicht in den Werten sind: %1</translation>
    </message>
    <message>
        <source>sequences left out, not in both files: %1</source>
        <translation>nicht in beiden Dateien und deshalb ausgelassene Sequenzen: %1</translation>
    </message>
    <message>
        <source>the mean of %1 runs</source>
        <translation>das Mittel von %1 Läufen</translation>
    </message>
    <message>
        <source>measured, all or some of it, before poses, verdicts or repairs of the project changed: evaluate it again</source>
        <translation>ganz oder zum Teil gemessen, bevor sich Posen, Urteile oder Ausbesserungen des Projekts änderten: neu auswerten</translation>
    </message>
    <message>
        <source>the rows are of %1 to %2 frames: methods that were measured on other frames are not compared fairly there</source>
        <translation>die Zeilen beruhen auf %1 bis %2 Bildern: Verfahren, die an anderen Bildern gemessen wurden, sind dort nicht gerecht verglichen</translation>
    </message>
    <message>
        <source>%1 crops, %2 frame</source>
        <translation>Ausschnitte: %1, Koordinatensystem: %2</translation>
    </message>
    <message>
        <source>true</source>
        <translation>wahre</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>erkannte</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>universal</source>
        <translation>universell</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>val</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>independent</source>
        <translation>unabhängig</translation>
    </message>
</context>
<context>
    <name>solopose::OptionFields</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> frames</source>
        <translation> Bilder</translation>
    </message>
</context>
<context>
    <name>solopose::OptionsPage</name>
    <message>
        <source>Frame</source>
        <translation>Koordinatensystem</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Universal</source>
        <translation>Universell</translation>
    </message>
    <message>
        <source>The universal frame can be chosen once the sequence is aligned</source>
        <translation>Das universelle System lässt sich wählen, sobald die Sequenz ausgerichtet ist</translation>
    </message>
    <message>
        <source>Voxels a side</source>
        <translation>Voxel je Seite</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Full side of the cube around the pelvis</source>
        <translation>Ganze Seite des Würfels um das Becken</translation>
    </message>
    <message>
        <source>Fit to sequence</source>
        <translation>An Sequenz anpassen</translation>
    </message>
    <message>
        <source>The smallest cube that holds every joint of the sequence</source>
        <translation>Der kleinste Würfel, der jedes Gelenk der Sequenz enthält</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Standard deviation of the main Gaussian</source>
        <translation>Standardabweichung der Hauptglocke</translation>
    </message>
    <message>
        <source>Spacing c</source>
        <translation>Abstand c</translation>
    </message>
    <message>
        <source>Distance between side Gaussians along a bone (equation 6)</source>
        <translation>Abstand der Neben-Gaußglocken entlang eines Knochens (Gleichung 6)</translation>
    </message>
    <message>
        <source>Side Gaussians</source>
        <translation>Neben-Gaußglocken</translation>
    </message>
    <message>
        <source>Iso-surface at</source>
        <translation>Isofläche bei</translation>
    </message>
    <message>
        <source>Error arrows</source>
        <translation>Fehlerpfeile</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1-fach</translation>
    </message>
    <message>
        <source>Errors below a voxel are too short to be seen as they are</source>
        <translation>Fehler unter einem Voxel sind zu kurz, um sie in wahrer Länge zu sehen</translation>
    </message>
    <message>
        <source>As long as can be seen</source>
        <translation>So lang, dass man sie sieht</translation>
    </message>
    <message>
        <source>Slice %1</source>
        <translation>Schnitt %1</translation>
    </message>
    <message>
        <source>Where the slice plane stands; arrow keys move it by a voxel</source>
        <translation>Wo die Schnittebene steht; Pfeiltasten bewegen sie um ein Voxel</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
</context>
<context>
    <name>solopose::PanelActions</name>
    <message>
        <source>&amp;Align</source>
        <translation>A&amp;usrichten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>U&amp;niversal frame</source>
        <translation>&amp;Universelles Koordinatensystem</translation>
    </message>
    <message>
        <source>After alignment</source>
        <translation>Nach der Ausrichtung</translation>
    </message>
    <message>
        <source>At key frames</source>
        <translation>An den Schlüsselbildern</translation>
    </message>
    <message>
        <source>Show key frames of all</source>
        <translation>Schlüsselbilder aller zeigen</translation>
    </message>
    <message>
        <source>Show current take&apos;s views</source>
        <translation>Ansichten des aktuellen Takes zeigen</translation>
    </message>
    <message>
        <source>Show cursor&apos;s sequence only</source>
        <translation>Nur die aktuelle Sequenz zeigen</translation>
    </message>
    <message>
        <source>Show every dataset</source>
        <translation>Alle Datensätze zeigen</translation>
    </message>
    <message>
        <source>Ghost trail</source>
        <translation>Geisterspur</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Clear measure</source>
        <translation>Messung löschen</translation>
    </message>
    <message>
        <source>Frame all</source>
        <translation>Alles einpassen</translation>
    </message>
    <message>
        <source>Front view</source>
        <translation>Ansicht von vorn</translation>
    </message>
    <message>
        <source>Back view</source>
        <translation>Ansicht von hinten</translation>
    </message>
    <message>
        <source>Left view</source>
        <translation>Ansicht von links</translation>
    </message>
    <message>
        <source>Right view</source>
        <translation>Ansicht von rechts</translation>
    </message>
    <message>
        <source>Top view</source>
        <translation>Ansicht von oben</translation>
    </message>
    <message>
        <source>Perspective view</source>
        <translation>Perspektivische Ansicht</translation>
    </message>
    <message>
        <source>Parallel projection</source>
        <translation>Parallelprojektion</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>Achsen</translation>
    </message>
    <message>
        <source>Floor grid of 500 mm</source>
        <translation>Bodenraster mit 500 mm</translation>
    </message>
    <message>
        <source>Reference points</source>
        <translation>Bezugspunkte</translation>
    </message>
    <message>
        <source>Before and after beside each other</source>
        <translation>Vorher und nachher nebeneinander</translation>
    </message>
</context>
<context>
    <name>solopose::PlaybackActions</name>
    <message>
        <source>V&amp;ideo</source>
        <translation>V&amp;ideo</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>&amp;Open video…</source>
        <translation>Video &amp;öffnen …</translation>
    </message>
    <message>
        <source>&amp;Back to the sequence</source>
        <translation>Zurück zur &amp;Sequenz</translation>
    </message>
    <message>
        <source>&amp;Predict poses…</source>
        <translation>Posen &amp;vorhersagen …</translation>
    </message>
    <message>
        <source>&amp;Export film…</source>
        <translation>Film &amp;exportieren …</translation>
    </message>
    <message>
        <source>All &amp;views of the take</source>
        <translation>&amp;Alle Ansichten der Aufnahme</translation>
    </message>
    <message>
        <source>&amp;Next view</source>
        <translation>&amp;Nächste Ansicht</translation>
    </message>
    <message>
        <source>P&amp;revious view</source>
        <translation>Vo&amp;rige Ansicht</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>Ein&amp;passen</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom ou&amp;t</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Video on the full s&amp;creen</source>
        <translation>Video im Voll&amp;bild</translation>
    </message>
    <message>
        <source>&amp;True poses</source>
        <translation>&amp;Wahre Posen</translation>
    </message>
    <message>
        <source>&amp;Predicted poses</source>
        <translation>&amp;Vorhergesagte Posen</translation>
    </message>
    <message>
        <source>&amp;Confidence as opacity</source>
        <translation>&amp;Konfidenz als Deckkraft</translation>
    </message>
    <message>
        <source>2D &amp;labels</source>
        <translation>2D-&amp;Markierungen</translation>
    </message>
    <message>
        <source>&amp;3D view</source>
        <translation>&amp;3D-Ansicht</translation>
    </message>
    <message>
        <source>Pl&amp;ots in the timeline</source>
        <translation>K&amp;urven in der Zeitleiste</translation>
    </message>
    <message>
        <source>&amp;Move joints in the pictures</source>
        <translation>Gelenke &amp;in den Bildern verschieben</translation>
    </message>
    <message>
        <source>Next &amp;joint</source>
        <translation>Nächstes Ge&amp;lenk</translation>
    </message>
    <message>
        <source>Previous joint</source>
        <translation>Voriges Gelenk</translation>
    </message>
    <message>
        <source>A&amp;dd to the project</source>
        <translation>Ins Pro&amp;jekt übernehmen</translation>
    </message>
</context>
<context>
    <name>solopose::PlaybackPanel</name>
    <message>
        <source>Predict poses of %1</source>
        <translation>Posen von %1 vorhersagen</translation>
    </message>
    <message>
        <source>Open video</source>
        <translation>Video öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>-poses.mp4</source>
        <translation>-posen.mp4</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Nothing to play</source>
        <translation>Nichts abzuspielen</translation>
    </message>
    <message>
        <source>Import data, or open a video: it plays without calibration</source>
        <translation>Daten importieren oder ein Video öffnen: es spielt auch ohne Kalibrierung</translation>
    </message>
    <message>
        <source>Open a project to play its videos, or any video</source>
        <translation>Ein Projekt öffnen, um seine Videos abzuspielen, oder ein beliebiges Video</translation>
    </message>
    <message>
        <source>This sequence has no video</source>
        <translation>Diese Sequenz hat kein Video</translation>
    </message>
    <message>
        <source>Its video is not there:
%1</source>
        <translation>Ihr Video ist nicht da:
%1</translation>
    </message>
    <message>
        <source>Any video can be opened or dropped here and played</source>
        <translation>Jedes Video kann geöffnet oder hierher gezogen und abgespielt werden</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 frames/s</source>
        <translation>%1 Bilder/s</translation>
    </message>
    <message>
        <source>variable rate</source>
        <translation>wechselnde Bildrate</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>kalibriert</translation>
    </message>
    <message>
        <source>camera not known</source>
        <translation>Kamera unbekannt</translation>
    </message>
    <message>
        <source>Skeletons</source>
        <translation>Skelette</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Which of the synchronised videos</source>
        <translation>Welches der synchronen Videos</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>m/s</source>
        <translation>m/s</translation>
    </message>
    <message>
        <source>Bone</source>
        <translation>Knochen</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <source>No video to show</source>
        <translation>Kein Video zum Anzeigen</translation>
    </message>
    <message>
        <source>Sides exchanged</source>
        <translation>Seiten vertauscht</translation>
    </message>
    <message>
        <source>In many frames the person is not seen: these have no pose</source>
        <translation>In vielen Bildern ist die Person nicht zu sehen: Diese haben keine Pose</translation>
    </message>
    <message>
        <source>Others stand close to the person: its limbs may be theirs</source>
        <translation>Andere stehen nahe bei der Person: ihre Gliedmaßen können deren sein</translation>
    </message>
    <message>
        <source>The person lies or bends far over: the model knows few such motions</source>
        <translation>Die Person liegt oder beugt sich weit: das Modell kennt wenige solche Bewegungen</translation>
    </message>
    <message>
        <source>The legs are cut off by the picture’s edge: they are guessed</source>
        <translation>Die Beine sind vom Bildrand abgeschnitten: sie sind geraten</translation>
    </message>
    <message>
        <source>The person is small in the picture: its joints are rough</source>
        <translation>Die Person ist klein im Bild: ihre Gelenke sind ungenau</translation>
    </message>
    <message>
        <source>Add the poses of %1 to the project</source>
        <translation>Die Posen von %1 zum Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Expected error</source>
        <translation>Erwarteter Fehler</translation>
    </message>
    <message>
        <source>It plays as soon as more poses are there</source>
        <translation>Sobald weitere Posen da sind, läuft es</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people found: click another to follow it</source>
        <translation>
            <numerusform>%Ln Person gefunden: eine andere anklicken, um ihr zu folgen</numerusform>
            <numerusform>%Ln Personen gefunden: eine andere anklicken, um ihr zu folgen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of its %Ln videos is there, for instance:
%1</source>
        <translation>
            <numerusform>Ihr Video ist nicht da:
%1</numerusform>
            <numerusform>Keines ihrer %Ln Videos ist da, zum Beispiel:
%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing tells which way is up: guessed from how the body stands</source>
        <translation>Nichts sagt, wo oben ist: geschätzt danach, wie der Körper steht</translation>
    </message>
    <message>
        <source>%1: no pose</source>
        <translation>%1: keine Pose</translation>
    </message>
    <message>
        <source>No pose in this frame</source>
        <translation>Keine Pose in diesem Bild</translation>
    </message>
    <message>
        <source>Missing in this frame: %1</source>
        <translation>In diesem Bild fehlt: %1</translation>
    </message>
    <message>
        <source>Another person is followed. Undo brings the poses of before back</source>
        <translation>Einer anderen Person wird gefolgt. Rückgängig bringt die Posen von zuvor zurück</translation>
    </message>
    <message>
        <source>Another person is followed. Click the one of before to go back</source>
        <translation>Einer anderen Person wird gefolgt. Ein Klick auf die vorige führt zurück</translation>
    </message>
    <message>
        <source>follow another person in %1</source>
        <translation>einer anderen Person in %1 folgen</translation>
    </message>
</context>
<context>
    <name>solopose::PlotMenu</name>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Zeichnung (*.svg)</translation>
    </message>
</context>
<context>
    <name>solopose::PoseLegend</name>
    <message>
        <source>Before</source>
        <comment>pose before its repair</comment>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <comment>pose after its repair</comment>
        <translation>Jetzt</translation>
    </message>
</context>
<context>
    <name>solopose::PredictPage</name>
    <message>
        <source>Sees poses from the camera, so they can be drawn on the video</source>
        <translation>Sieht Posen von der Kamera aus, sie lassen sich also auf das Video zeichnen</translation>
    </message>
    <message>
        <source>Sees poses in the universal frame: drawn on videos whose camera is known and whose track is aligned</source>
        <translation>Sieht Posen im universellen System: gezeichnet auf Videos, deren Kamera bekannt und deren Spur ausgerichtet ist</translation>
    </message>
    <message>
        <source>%1 mm MPJPE on its own validation clips</source>
        <translation>%1 mm MPJPE auf den eigenen Validierungsclips</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <source>Train a model, or choose a file</source>
        <translation>Ein Modell trainieren oder eine Datei wählen</translation>
    </message>
    <message>
        <source>There is no video to predict</source>
        <translation>Es gibt kein Video zum Vorhersagen</translation>
    </message>
    <message>
        <source>There is no model yet</source>
        <translation>Es gibt noch kein Modell</translation>
    </message>
    <message>
        <source>Draw a square around the person first</source>
        <translation>Zuerst ein Quadrat um die Person zeichnen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>Modelldatei wählen</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Around the true pose</source>
        <translation>Um die wahre Pose</translation>
    </message>
    <message>
        <source>Found in the picture</source>
        <translation>Im Bild gefunden</translation>
    </message>
    <message>
        <source>Drawn by hand</source>
        <translation>Von Hand gezeichnet</translation>
    </message>
    <message>
        <source>Draw a square around the person on the video</source>
        <translation>Auf dem Video ein Quadrat um die Person zeichnen</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Whole video</source>
        <translation>Ganzes Video</translation>
    </message>
    <message>
        <source>Marked range</source>
        <translation>Markierter Bereich</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>It was trained on rendered people only: on real video it fails</source>
        <translation>Kennt nur gerenderte Menschen: versagt an echten Videos</translation>
    </message>
    <message>
        <source>The demo model was trained on rendered people only. On real video it does worse than always answering with the mean pose</source>
        <translation>Das Demo-Modell wurde nur an gerenderten Menschen trainiert. An echten Videos ist es schlechter, als immer die mittlere Pose zu antworten</translation>
    </message>
    <message>
        <source>The project is read only: a prediction is shown, but not kept</source>
        <translation>Das Projekt ist schreibgeschützt: eine Vorhersage wird gezeigt, aber nicht aufgehoben</translation>
    </message>
    <message>
        <source>%1 mm MPJPE on real film (%2)</source>
        <translation>%1 mm MPJPE auf echtem Film (%2)</translation>
    </message>
    <message>
        <source>This project’s runs, the video model, for real video, the demo model, for drawn people, or a file</source>
        <translation>Läufe dieses Projekts, das Video-Modell für echtes Video, das Demo-Modell für gezeichnete Personen, oder eine Datei</translation>
    </message>
</context>
<context>
    <name>solopose::ProblemsModel</name>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
</context>
<context>
    <name>solopose::ProblemsView</name>
    <message>
        <source>Filter problems</source>
        <translation>Probleme filtern</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Skipped files</source>
        <translation>Übersprungene Dateien</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Bemerkungen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Every file arrived whole</source>
        <translation>Jede Datei ist vollständig angekommen</translation>
    </message>
    <message>
        <source>Double-click to open the folder of a file</source>
        <translation>Doppelklick öffnet den Ordner einer Datei</translation>
    </message>
    <message>
        <source>Problems: %1, %2</source>
        <translation>Probleme: %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) skipped</source>
        <translation>
            <numerusform>%Ln Datei übersprungen</numerusform>
            <numerusform>%Ln Dateien übersprungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln remark(s)</source>
        <translation>
            <numerusform>%Ln Bemerkung</numerusform>
            <numerusform>%Ln Bemerkungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
</context>
<context>
    <name>solopose::ProfilePage</name>
    <message>
        <source>Bone</source>
        <translation>Knochen</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>main Gaussian</source>
        <translation>Hauptglocke</translation>
    </message>
    <message>
        <source>side Gaussians</source>
        <translation>Nebenglocken</translation>
    </message>
    <message>
        <source>their sum</source>
        <translation>ihre Summe</translation>
    </message>
    <message>
        <source>Widening (default)</source>
        <translation>Breiter werdend (Standard)</translation>
    </message>
    <message>
        <source>Equation 7 as written</source>
        <translation>Gleichung 7 wörtlich</translation>
    </message>
    <message>
        <source>From the joint (mm)</source>
        <translation>Vom Gelenk (mm)</translation>
    </message>
    <message>
        <source>Share of the maximum</source>
        <translation>Anteil am Maximum</translation>
    </message>
    <message>
        <source>%1: maximum at %2 mm</source>
        <translation>%1: Maximum bei %2 mm</translation>
    </message>
</context>
<context>
    <name>solopose::ProjectCommands</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt…</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>Projekt ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Create &amp;demo project…</source>
        <translation>&amp;Demoprojekt anlegen…</translation>
    </message>
    <message>
        <source>Create demo project</source>
        <translation>Demoprojekt anlegen</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>Projekt &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Recent project %1</source>
        <translation>Letztes Projekt %1</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Wiederherstellen: %1</translation>
    </message>
    <message>
        <source>&amp;Align now</source>
        <translation>Jetzt &amp;ausrichten</translation>
    </message>
    <message>
        <source>&amp;Align</source>
        <translation>A&amp;usrichten</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Project folder</source>
        <translation>Projektordner</translation>
    </message>
    <message>
        <source>Nothing was imported: another project has been opened or closed meanwhile</source>
        <translation>Nichts wurde importiert: inzwischen ist ein anderes Projekt geöffnet oder geschlossen worden</translation>
    </message>
    <message>
        <source>Stop and close project</source>
        <translation>Anhalten und Projekt schließen</translation>
    </message>
    <message>
        <source>Stop and open</source>
        <translation>Anhalten und öffnen</translation>
    </message>
    <message>
        <source>Stop and create</source>
        <translation>Anhalten und anlegen</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Projekt</translation>
    </message>
    <message>
        <source>&amp;Check…</source>
        <translation>&amp;Prüfen …</translation>
    </message>
    <message>
        <source>&amp;Trash…</source>
        <translation>Papier&amp;korb …</translation>
    </message>
    <message>
        <source>&amp;Summary of the datasets…</source>
        <translation>&amp;Zusammenfassung der Datensätze…</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
</context>
<context>
    <name>solopose::QualityActions</name>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>Whole &amp;sequence</source>
        <translation>Ganze &amp;Sequenz</translation>
    </message>
    <message>
        <source>&amp;Marked range or this frame</source>
        <translation>&amp;Markierter Bereich oder dieses Bild</translation>
    </message>
    <message>
        <source>&amp;Next open finding</source>
        <translation>&amp;Nächster offener Befund</translation>
    </message>
    <message>
        <source>&amp;Previous open finding</source>
        <translation>&amp;Voriger offener Befund</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>Ab&amp;lehnen</translation>
    </message>
    <message>
        <source>&amp;Fix later</source>
        <translation>Später &amp;beheben</translation>
    </message>
    <message>
        <source>&amp;Take the verdict back</source>
        <translation>Urteil &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Write a n&amp;ote</source>
        <translation>N&amp;otiz schreiben</translation>
    </message>
    <message>
        <source>F&amp;ilter findings</source>
        <translation>Befunde f&amp;iltern</translation>
    </message>
    <message>
        <source>&amp;Accept the sequence</source>
        <translation>Sequenz &amp;annehmen</translation>
    </message>
    <message>
        <source>&amp;Reject the sequence</source>
        <translation>Sequenz ab&amp;lehnen</translation>
    </message>
    <message>
        <source>&amp;Fix the sequence later</source>
        <translation>Sequenz später &amp;beheben</translation>
    </message>
    <message>
        <source>&amp;Accept these frames</source>
        <translation>Diese Bilder &amp;annehmen</translation>
    </message>
    <message>
        <source>&amp;Reject these frames</source>
        <translation>Diese Bilder ab&amp;lehnen</translation>
    </message>
    <message>
        <source>&amp;Fix these frames later</source>
        <translation>Diese Bilder später &amp;beheben</translation>
    </message>
    <message>
        <source>&amp;Swap left and right</source>
        <translation>Links und rechts &amp;tauschen</translation>
    </message>
    <message>
        <source>&amp;Interpolate</source>
        <translation>&amp;Interpolieren</translation>
    </message>
    <message>
        <source>&amp;Blank the joints</source>
        <translation>Ge&amp;lenke entfernen</translation>
    </message>
    <message>
        <source>S&amp;mooth</source>
        <translation>&amp;Glätten</translation>
    </message>
    <message>
        <source>Copy the &amp;pose before</source>
        <translation>&amp;Pose davor übernehmen</translation>
    </message>
    <message>
        <source>Swap left and right of the whole se&amp;quence</source>
        <translation>Links und rechts der ganzen Se&amp;quenz tauschen</translation>
    </message>
    <message>
        <source>Swap left and right of the whole &amp;dataset</source>
        <translation>Links und rechts des ganzen &amp;Datensatzes tauschen</translation>
    </message>
    <message>
        <source>&amp;Bring in another copy&apos;s verdicts…</source>
        <translation>Urteile einer anderen &amp;Kopie hereinholen…</translation>
    </message>
    <message>
        <source>&amp;Worst first</source>
        <translation>S&amp;chlimmste zuerst</translation>
    </message>
    <message>
        <source>R&amp;epair</source>
        <translation>A&amp;usbessern</translation>
    </message>
    <message>
        <source>Loo&amp;k through the poses again</source>
        <translation>&amp;Posen erneut durchsehen</translation>
    </message>
    <message>
        <source>Bac&amp;k to the poses as imported</source>
        <translation>&amp;Zurück zu den importierten Posen</translation>
    </message>
    <message>
        <source>&amp;Take this repair back</source>
        <translation>Diese &amp;Ausbesserung zurücknehmen</translation>
    </message>
    <message>
        <source>The pose is right, the finding a false alarm: the frames are used as they are</source>
        <translation>Die Pose stimmt, der Befund ist ein Fehlalarm: Die Bilder werden verwendet, wie sie sind</translation>
    </message>
    <message>
        <source>The pose is wrong: its frames count as missing in alignment, export, training and evaluation</source>
        <translation>Die Pose ist falsch: Ihre Bilder gelten in Ausrichtung, Export, Training und Auswertung als fehlend</translation>
    </message>
    <message>
        <source>The pose is wrong and is to be repaired: until then the frames are used as they are</source>
        <translation>Die Pose ist falsch und soll ausgebessert werden: Bis dahin werden die Bilder verwendet, wie sie sind</translation>
    </message>
</context>
<context>
    <name>solopose::QualityPanel</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>Open a project to find and judge its bad frames</source>
        <translation>Ein Projekt öffnen, um seine schlechten Bilder zu finden und zu beurteilen</translation>
    </message>
    <message>
        <source>No sequences</source>
        <translation>Keine Sequenzen</translation>
    </message>
    <message>
        <source>Import data to find and judge its bad frames</source>
        <translation>Daten importieren, um ihre schlechten Bilder zu finden und zu beurteilen</translation>
    </message>
    <message>
        <source>The poses could not be looked through</source>
        <translation>Die Posen konnten nicht durchgesehen werden</translation>
    </message>
    <message>
        <source>Looking through the poses</source>
        <translation>Die Posen werden durchgesehen</translation>
    </message>
    <message>
        <source>Findings stand here as soon as every sequence has been read</source>
        <translation>Befunde stehen hier, sobald jede Sequenz gelesen ist</translation>
    </message>
    <message>
        <source>No frame is doubted. Lower a detector&apos;s threshold to look closer</source>
        <translation>Kein Bild ist zweifelhaft. Die Schwelle eines Detektors senken, um genauer hinzusehen</translation>
    </message>
    <message>
        <source>No finding matches the filter</source>
        <translation>Kein Befund passt zum Filter</translation>
    </message>
    <message>
        <source>Copy of this project with verdicts</source>
        <translation>Kopie dieses Projekts mit Urteilen</translation>
    </message>
    <message>
        <source>%1 judge it</source>
        <translation>%1 beurteilen ihn</translation>
    </message>
    <message>
        <source>to be judged in the workspace Quality</source>
        <translation>zu beurteilen im Arbeitsbereich Qualität</translation>
    </message>
    <message>
        <source>%1 to judge it</source>
        <translation>%1 führt zum Urteil</translation>
    </message>
    <message>
        <source>Every finding is judged</source>
        <translation>Jeder Befund ist beurteilt</translation>
    </message>
    <message>
        <source>%1 exports the poses without what is rejected</source>
        <translation>%1 exportiert die Posen ohne das Abgelehnte</translation>
    </message>
    <message>
        <source>%1 takes the last edit back</source>
        <translation>%1 nimmt die letzte Änderung zurück</translation>
    </message>
    <message>
        <source>There is no other finding over which reviewers disagree</source>
        <translation>Es gibt keinen weiteren Befund, über den man sich nicht einig ist</translation>
    </message>
    <message>
        <source>This is the only open finding in the list</source>
        <translation>Das ist der einzige offene Befund in der Liste</translation>
    </message>
    <message>
        <source>No finding in the list is open</source>
        <translation>Kein Befund in der Liste ist offen</translation>
    </message>
    <message numerus="yes">
        <source>the filter hides %Ln open one(s)</source>
        <translation>
            <numerusform>der Filter verbirgt %Ln offenen</numerusform>
            <numerusform>der Filter verbirgt %Ln offene</numerusform>
        </translation>
    </message>
    <message>
        <source>Every finding is judged or repaired</source>
        <translation>Jeder Befund ist beurteilt oder ausgebessert</translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation>Ausbesserungen</translation>
    </message>
    <message>
        <source>Repairs (%1)</source>
        <translation>Ausbesserungen (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln finding(s) of these frames open again</source>
        <translation>
            <numerusform>%Ln Befund dieser Bilder wieder offen</numerusform>
            <numerusform>%Ln Befunde dieser Bilder wieder offen</numerusform>
        </translation>
    </message>
    <message>
        <source>These frames stay rejected</source>
        <translation>Diese Bilder bleiben abgelehnt</translation>
    </message>
    <message>
        <source>These frames stay rejected, for another finding there: %1</source>
        <translation>Diese Bilder bleiben abgelehnt, wegen eines anderen Befunds dort: %1</translation>
    </message>
    <message>
        <source>These frames are rejected: take the verdict back before you repair them</source>
        <translation>Diese Bilder sind abgelehnt: erst das Urteil zurücknehmen, dann ausbessern</translation>
    </message>
    <message>
        <source>These frames are rejected for another finding there (%1): take that verdict back before you repair them</source>
        <translation>Diese Bilder sind wegen eines anderen Befunds dort abgelehnt (%1): erst jenes Urteil zurücknehmen, dann ausbessern</translation>
    </message>
    <message>
        <source>There is no frame after these from which to interpolate</source>
        <translation>Nach diesen Bildern kommt keines, zu dem sich interpolieren lässt</translation>
    </message>
    <message>
        <source>Too long to interpolate: %1 frames, at most %2 (a quarter of a second)</source>
        <translation>Zu lang zum Interpolieren: %1 Bilder, höchstens %2 (eine Viertelsekunde)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <comment>judged as wholes</comment>
        <translation>
            <numerusform>%Ln Sequenz</numerusform>
            <numerusform>%Ln Sequenzen</numerusform>
        </translation>
    </message>
    <message>
        <source>Accepted as a whole: %1</source>
        <translation>Als Ganzes angenommen: %1</translation>
    </message>
    <message>
        <source>To be fixed later as a whole: %1</source>
        <translation>Als Ganzes später zu beheben: %1</translation>
    </message>
    <message>
        <source>Rejected as a whole: %1</source>
        <translation>Als Ganzes abgelehnt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) of frames</source>
        <comment>repaired</comment>
        <translation>
            <numerusform>%Ln Folge von Bildern</numerusform>
            <numerusform>%Ln Folgen von Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>frames %1</source>
        <translation>Bilder %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln repair(s) taken back</source>
        <translation>
            <numerusform>%Ln Ausbesserung zurückgenommen</numerusform>
            <numerusform>%Ln Ausbesserungen zurückgenommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is doubted in %1</source>
        <translation>In %1 ist nichts zweifelhaft</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new finding(s) in %1: %2</source>
        <translation>
            <numerusform>%Ln neuer Befund in %1: %2</numerusform>
            <numerusform>%Ln neue Befunde in %1: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln finding(s) of these frames</source>
        <comment>judged together</comment>
        <translation>
            <numerusform>%Ln Befund dieser Bilder</numerusform>
            <numerusform>%Ln Befunde dieser Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing is wrong there any more</source>
        <translation>dort stimmt jetzt alles</translation>
    </message>
    <message>
        <source>Nothing was repaired</source>
        <translation>Nichts wurde ausgebessert</translation>
    </message>
    <message>
        <source>Nothing is doubted</source>
        <translation>Nichts ist zweifelhaft</translation>
    </message>
    <message numerus="yes">
        <source>%Ln finding(s)</source>
        <comment>of a sequence</comment>
        <translation>
            <numerusform>%Ln Befund</numerusform>
            <numerusform>%Ln Befunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <comment>of the findings</comment>
        <translation>
            <numerusform>%Ln offen</numerusform>
            <numerusform>%Ln offen</numerusform>
        </translation>
    </message>
    <message>
        <source>by %1</source>
        <comment>reviewer</comment>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Looking through the poses: %1 %</source>
        <translation>Die Posen werden durchgesehen: %1 %</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>There is no frame before these</source>
        <translation>Vor diesen ist kein Bild</translation>
    </message>
</context>
<context>
    <name>solopose::ReadingsPage</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Mean error %1 mm at the highest voxel, %2 mm refined</source>
        <translation>Mittlerer Fehler %1 mm am höchsten Voxel, %2 mm verfeinert</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gelenk</translation>
    </message>
    <message>
        <source>Refined (mm)</source>
        <translation>Verfeinert (mm)</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>How sure the model is of its answer; of a file, how sure the matching of its peaks to joints is, which is told where the joints are</source>
        <translation>Wie sicher das Modell seiner Antwort ist; bei einer Datei, wie sicher die Zuordnung ihrer Gipfel zu Gelenken ist, die weiß, wo die Gelenke sind</translation>
    </message>
    <message>
        <source>Expected error (mm)</source>
        <translation>Erwarteter Fehler (mm)</translation>
    </message>
    <message>
        <source>On validation data, half of the model&apos;s answers that were as sure of this joint were nearer to the truth, relative to the pelvis</source>
        <translation>Auf Validierungsdaten lag die Hälfte der Antworten, die bei diesem Gelenk ebenso sicher waren, näher an der Wahrheit, bezogen auf das Becken</translation>
    </message>
    <message numerus="yes">
        <source>%Ln joint(s) outside the cube</source>
        <translation>
            <numerusform>%Ln Gelenk außerhalb des Würfels</numerusform>
            <numerusform>%Ln Gelenke außerhalb des Würfels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in the whole sequence</source>
        <translation>
            <numerusform>%Ln in der ganzen Sequenz</numerusform>
            <numerusform>%Ln in der ganzen Sequenz</numerusform>
        </translation>
    </message>
    <message>
        <source>Voxel (mm)</source>
        <translation>Voxel (mm)</translation>
    </message>
    <message>
        <source>At the highest voxel</source>
        <translation>Am höchsten Voxel</translation>
    </message>
    <message>
        <source>Between the voxels, refined from their values</source>
        <translation>Zwischen den Voxeln, aus ihren Werten verfeinert</translation>
    </message>
</context>
<context>
    <name>solopose::Reason</name>
    <message>
        <source>%1 (%2)</source>
        <translation>laut Veröffentlichung: %1 (%2)</translation>
    </message>
    <message>
        <source>%1 ended %2 before</source>
        <translation>%1 endete %2 vorher</translation>
    </message>
    <message>
        <source>left and right are exchanged: %1</source>
        <translation>links und rechts sind vertauscht: %1</translation>
    </message>
    <message>
        <source>left and right are exchanged: %1, as in %2 of %3 of the dataset</source>
        <translation>links und rechts sind vertauscht: %1, wie in %2 von %3 des Datensatzes</translation>
    </message>
    <message>
        <source>%1 is missing for %2</source>
        <translation>%1 fehlt %2 lang</translation>
    </message>
    <message>
        <source>%1 are missing for %2</source>
        <translation>%1 fehlen %2 lang</translation>
    </message>
    <message>
        <source>%1 are exchanged: the other way round the motion is %2 times as smooth</source>
        <translation>%1 sind vertauscht: andersherum ist die Bewegung %2-mal so glatt</translation>
    </message>
    <message>
        <source>%1 within %2 degrees, held still</source>
        <translation>%1 auf %2 Grad genau, stillgehalten</translation>
    </message>
    <message>
        <source>%1 stays in one place for %2</source>
        <translation>%1 bleibt %2 lang an einer Stelle</translation>
    </message>
    <message>
        <source>%1 stay in one place for %2</source>
        <translation>%1 bleiben %2 lang an einer Stelle</translation>
    </message>
    <message>
        <source>%1 jumps by %2 mm within a frame</source>
        <translation>%1 springt innerhalb eines Bildes um %2 mm</translation>
    </message>
    <message>
        <source>%1 jump by %2 mm within a frame</source>
        <translation>%1 springen innerhalb eines Bildes um %2 mm</translation>
    </message>
    <message>
        <source>%1 trembles by %2 mm from frame to frame</source>
        <translation>%1 zittert von Bild zu Bild um %2 mm</translation>
    </message>
    <message>
        <source>%1 tremble by %2 mm from frame to frame</source>
        <translation>%1 zittern von Bild zu Bild um %2 mm</translation>
    </message>
    <message>
        <source>%1 is bent by %2 degrees, %3 are possible</source>
        <translation>%1 ist um %2 Grad gebeugt, möglich sind %3</translation>
    </message>
    <message>
        <source>%1 bends the wrong way by %2 degrees, %3 are possible</source>
        <translation>%1 ist um %2 Grad in die falsche Richtung gebeugt, möglich sind %3</translation>
    </message>
    <message>
        <source>%1 is behind the body by %2 degrees, %3 are possible</source>
        <translation>%1 steht um %2 Grad hinter dem Körper, möglich sind %3</translation>
    </message>
    <message>
        <source>%1 crosses the other by %2 degrees, %3 are possible</source>
        <translation>%1 kreuzt den anderen um %2 Grad, möglich sind %3</translation>
    </message>
    <message>
        <source>the shoulders are twisted against the hips by %1 degrees, %2 are possible</source>
        <translation>die Schultern sind um %1 Grad gegen die Hüften verdreht, möglich sind %2</translation>
    </message>
    <message>
        <source>the trunk bends sideways by %1 degrees, %2 are possible</source>
        <translation>der Rumpf ist um %1 Grad zur Seite gebeugt, möglich sind %2</translation>
    </message>
    <message>
        <source>the head is turned by %1 degrees from how it is usually held, %2 are possible</source>
        <translation>der Kopf ist um %1 Grad gegen seine übliche Haltung gedreht, möglich sind %2</translation>
    </message>
    <message>
        <source>%1 are %2 mm apart, in this sequence usually %3 mm</source>
        <translation>%1 sind %2 mm voneinander entfernt, in dieser Sequenz sonst %3 mm</translation>
    </message>
    <message>
        <source>%1 are %2 % further apart in this sequence than in others of the subject</source>
        <translation>%1 sind in dieser Sequenz %2 % weiter voneinander entfernt als in anderen der Person</translation>
    </message>
    <message>
        <source>%1 are %2 % less far apart in this sequence than in others of the subject</source>
        <translation>%1 sind in dieser Sequenz %2 % weniger weit voneinander entfernt als in anderen der Person</translation>
    </message>
    <message>
        <source>a bone has an unusual length</source>
        <translation>ein Knochen hat eine ungewöhnliche Länge</translation>
    </message>
    <message>
        <source>the bones that end in %1 are %2 and %3 mm long</source>
        <translation>die Knochen bis zu diesen Gelenken sind %2 und %3 mm lang: %1</translation>
    </message>
    <message>
        <source>the body is %1 mm below the floor</source>
        <translation>der Körper ist %1 mm unter dem Boden</translation>
    </message>
    <message>
        <source>the body floats %1 mm above the floor for longer than a jump</source>
        <translation>der Körper schwebt %1 mm über dem Boden, länger als ein Sprung dauert</translation>
    </message>
    <message>
        <source>both feet slide over the floor at %1 m/s</source>
        <translation>beide Füße gleiten mit %1 m/s über den Boden</translation>
    </message>
    <message>
        <source>the trunk leans %1 degrees from up over the sequence</source>
        <translation>der Rumpf ist in der Sequenz um %1 Grad gegen die Senkrechte geneigt</translation>
    </message>
    <message>
        <source>the person would stand %1 m tall, where %2 m is usual</source>
        <translation>die Person wäre %1 m groß, üblich sind %2 m</translation>
    </message>
    <message>
        <source>the alignment leaves %1 mm at key frame %2</source>
        <translation>die Ausrichtung lässt %1 mm übrig, am Schlüsselbild %2</translation>
    </message>
    <message>
        <source>%1 is %2 mm away from where the other views are</source>
        <translation>%1 ist %2 mm von der Stelle der anderen Ansichten entfernt</translation>
    </message>
    <message>
        <source>%1 are %2 mm away from where the other views are</source>
        <translation>%1 sind %2 mm von der Stelle der anderen Ansichten entfernt</translation>
    </message>
    <message>
        <source>%1 is %2 mm away from where its label in the picture sees it</source>
        <translation>%1 ist %2 mm von der Stelle entfernt, an der die Markierung im Bild liegt</translation>
    </message>
    <message>
        <source>%1 are up to %2 mm away from where their labels in the picture see them</source>
        <translation>%1 sind bis zu %2 mm von den Stellen entfernt, an denen die Markierungen im Bild liegen</translation>
    </message>
    <message>
        <source>%1 is %2 mm from where model %3 sees it, which is off by less than %4 mm in nine frames of ten</source>
        <translation>%1 ist %2 mm von der Stelle entfernt, an der das Modell %3 das Gelenk sieht; in neun von zehn Bildern irrt es um weniger als %4 mm</translation>
    </message>
    <message>
        <source>%1 are %2 mm from where model %3 sees them, which is off by less than %4 mm in nine frames of ten</source>
        <translation>%1 sind %2 mm von der Stelle entfernt, an der das Modell %3 die Gelenke sieht; in neun von zehn Bildern irrt es um weniger als %4 mm</translation>
    </message>
    <message>
        <source>a pose unlike the project&apos;s others</source>
        <translation>eine Pose, wie das Projekt sonst keine hat</translation>
    </message>
    <message>
        <source>a pose unlike the project&apos;s others: %1 is %2 degrees, %3 would fit the rest</source>
        <translation>eine Pose, wie das Projekt sonst keine hat: %1 %2 Grad, zum Rest passten %3</translation>
    </message>
    <message>
        <source>a pose unlike the project&apos;s others: %1 is %2 degrees, %3 would fit the rest, %4 is %5, %6 would fit</source>
        <translation>eine Pose, wie das Projekt sonst keine hat: %1 %2 Grad, zum Rest passten %3, %4 %5, es passten %6</translation>
    </message>
    <message>
        <source>knees and elbows bend backwards</source>
        <translation>Knie und Ellbogen beugen sich in die falsche Richtung</translation>
    </message>
    <message>
        <source>the knees bend backwards</source>
        <translation>die Knie beugen sich in die falsche Richtung</translation>
    </message>
    <message>
        <source>the elbows bend backwards</source>
        <translation>die Ellbogen beugen sich in die falsche Richtung</translation>
    </message>
    <message>
        <source>the sides of the body</source>
        <translation>die Seiten des Körpers</translation>
    </message>
    <message>
        <source>left and right joints</source>
        <translation>linke und rechte Gelenke</translation>
    </message>
    <message>
        <source>the legs</source>
        <translation>die Beine</translation>
    </message>
    <message>
        <source>the arms</source>
        <translation>die Arme</translation>
    </message>
    <message>
        <source>a T-pose</source>
        <translation>eine T-Pose</translation>
    </message>
    <message>
        <source>an A-pose</source>
        <translation>eine A-Pose</translation>
    </message>
    <message>
        <source>the left thigh</source>
        <translation>der linke Oberschenkel</translation>
    </message>
    <message>
        <source>the right thigh</source>
        <translation>der rechte Oberschenkel</translation>
    </message>
    <message>
        <source>%1 frame</source>
        <translation>%1 Bild</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>%1 sequence</source>
        <translation>%1 Sequenz</translation>
    </message>
    <message>
        <source>%1 sequences</source>
        <translation>%1 Sequenzen</translation>
    </message>
    <message>
        <source>the whole body</source>
        <translation>der ganze Körper</translation>
    </message>
    <message>
        <source>%1 joints</source>
        <translation>%1 Gelenke</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>the pelvis</source>
        <translation>das Becken</translation>
    </message>
    <message>
        <source>the right hip</source>
        <translation>die rechte Hüfte</translation>
    </message>
    <message>
        <source>the right knee</source>
        <translation>das rechte Knie</translation>
    </message>
    <message>
        <source>the right ankle</source>
        <translation>der rechte Knöchel</translation>
    </message>
    <message>
        <source>the left hip</source>
        <translation>die linke Hüfte</translation>
    </message>
    <message>
        <source>the left knee</source>
        <translation>das linke Knie</translation>
    </message>
    <message>
        <source>the left ankle</source>
        <translation>der linke Knöchel</translation>
    </message>
    <message>
        <source>the neck</source>
        <translation>der Hals</translation>
    </message>
    <message>
        <source>the head</source>
        <translation>der Kopf</translation>
    </message>
    <message>
        <source>the left shoulder</source>
        <translation>die linke Schulter</translation>
    </message>
    <message>
        <source>the left elbow</source>
        <translation>der linke Ellbogen</translation>
    </message>
    <message>
        <source>the left wrist</source>
        <translation>das linke Handgelenk</translation>
    </message>
    <message>
        <source>the right shoulder</source>
        <translation>die rechte Schulter</translation>
    </message>
    <message>
        <source>the right elbow</source>
        <translation>der rechte Ellbogen</translation>
    </message>
    <message>
        <source>the right wrist</source>
        <translation>das rechte Handgelenk</translation>
    </message>
    <message>
        <source>bend of the left knee</source>
        <translation>Beugung des linken Knies</translation>
    </message>
    <message>
        <source>bend of the right knee</source>
        <translation>Beugung des rechten Knies</translation>
    </message>
    <message>
        <source>swing of the left shank to the back</source>
        <translation>Ausschlag des linken Unterschenkels nach hinten</translation>
    </message>
    <message>
        <source>swing of the right shank to the back</source>
        <translation>Ausschlag des rechten Unterschenkels nach hinten</translation>
    </message>
    <message>
        <source>bend of the left elbow</source>
        <translation>Beugung des linken Ellbogens</translation>
    </message>
    <message>
        <source>bend of the right elbow</source>
        <translation>Beugung des rechten Ellbogens</translation>
    </message>
    <message>
        <source>swing of the left forearm to the back</source>
        <translation>Ausschlag des linken Unterarms nach hinten</translation>
    </message>
    <message>
        <source>swing of the right forearm to the back</source>
        <translation>Ausschlag des rechten Unterarms nach hinten</translation>
    </message>
    <message>
        <source>bend of the left hip</source>
        <translation>Beugung der linken Hüfte</translation>
    </message>
    <message>
        <source>bend of the right hip</source>
        <translation>Beugung der rechten Hüfte</translation>
    </message>
    <message>
        <source>swing of the left thigh to the back</source>
        <translation>Ausschlag des linken Oberschenkels nach hinten</translation>
    </message>
    <message>
        <source>swing of the right thigh to the back</source>
        <translation>Ausschlag des rechten Oberschenkels nach hinten</translation>
    </message>
    <message>
        <source>swing of the left thigh inwards</source>
        <translation>Ausschlag des linken Oberschenkels nach innen</translation>
    </message>
    <message>
        <source>swing of the right thigh inwards</source>
        <translation>Ausschlag des rechten Oberschenkels nach innen</translation>
    </message>
    <message>
        <source>lift of the left arm</source>
        <translation>Hebung des linken Arms</translation>
    </message>
    <message>
        <source>lift of the right arm</source>
        <translation>Hebung des rechten Arms</translation>
    </message>
    <message>
        <source>swing of the left arm to the front</source>
        <translation>Ausschlag des linken Arms nach vorn</translation>
    </message>
    <message>
        <source>swing of the right arm to the front</source>
        <translation>Ausschlag des rechten Arms nach vorn</translation>
    </message>
    <message>
        <source>tilt of the head to the front</source>
        <translation>Neigung des Kopfes nach vorn</translation>
    </message>
    <message>
        <source>tilt of the head to the side</source>
        <translation>Neigung des Kopfes zur Seite</translation>
    </message>
    <message>
        <source>turn of the shoulders against the hips</source>
        <translation>Drehung der Schultern gegen die Hüften</translation>
    </message>
    <message>
        <source>side bend of the trunk</source>
        <translation>Seitneigung des Rumpfs</translation>
    </message>
    <message>
        <source>%1 jumps by %2 mm within a frame and stays there</source>
        <translation>%1 springt innerhalb eines Bildes um %2 mm und bleibt dort</translation>
    </message>
    <message>
        <source>%1 jump by %2 mm within a frame and stay there</source>
        <translation>%1 springen innerhalb eines Bildes um %2 mm und bleiben dort</translation>
    </message>
    <message>
        <source>%1 jumps by %2 mm within a frame and comes back</source>
        <translation>%1 springt innerhalb eines Bildes um %2 mm und kommt zurück</translation>
    </message>
    <message>
        <source>%1 jump by %2 mm within a frame and come back</source>
        <translation>%1 springen innerhalb eines Bildes um %2 mm und kommen zurück</translation>
    </message>
</context>
<context>
    <name>solopose::RepairsModel</name>
    <message>
        <source>Joints blanked</source>
        <translation>Gelenke entfernt</translation>
    </message>
    <message>
        <source>New positions</source>
        <translation>Neue Positionen</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Ausbesserung</translation>
    </message>
    <message>
        <source>Joints</source>
        <translation>Gelenke</translation>
    </message>
    <message>
        <source>By</source>
        <comment>reviewer</comment>
        <translation>Von</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Left and right swapped</source>
        <translation>Links und rechts vertauscht</translation>
    </message>
    <message>
        <source>Pose before copied</source>
        <translation>Pose davor übernommen</translation>
    </message>
    <message>
        <source>Interpolated</source>
        <translation>Interpoliert</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>Geglättet</translation>
    </message>
    <message>
        <source>Joint moved</source>
        <translation>Gelenk verschoben</translation>
    </message>
</context>
<context>
    <name>solopose::ResultWords</name>
    <message>
        <source>camera frame</source>
        <translation>Kamerasystem</translation>
    </message>
    <message>
        <source>universal frame</source>
        <translation>universelles System</translation>
    </message>
    <message>
        <source>frames not the same in all lines</source>
        <translation>Bezugssysteme nicht in allen Zeilen gleich</translation>
    </message>
    <message>
        <source>%1 % lower</source>
        <translation>%1 % niedriger</translation>
    </message>
    <message>
        <source>%1 % higher</source>
        <translation>%1 % höher</translation>
    </message>
    <message>
        <source>all datasets</source>
        <translation>allen Datensätzen</translation>
    </message>
    <message>
        <source>held-out cameras only</source>
        <translation>nur zurückgehaltene Kameras</translation>
    </message>
    <message>
        <source>with rejected frames</source>
        <translation>mit abgelehnten Bildern</translation>
    </message>
    <message>
        <source>without estimated joints</source>
        <translation>ohne geschätzte Gelenke</translation>
    </message>
    <message>
        <source>Protocol %1: %2</source>
        <translation>Protokoll %1: %2</translation>
    </message>
    <message>
        <source>each pose relative to its pelvis; P-MPJPE after the best rotation, translation and scale of each frame</source>
        <translation>jede Pose relativ zu ihrem Becken; P-MPJPE nach bester Drehung, Verschiebung und Größe jedes Bildes</translation>
    </message>
    <message>
        <source>All datasets</source>
        <translation>Alle Datensätze</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>dataset, split</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Mean pose</source>
        <translation>Mittlere Pose</translation>
    </message>
    <message>
        <source>Mean pose, universal frame</source>
        <translation>Mittlere Pose, universelles System</translation>
    </message>
    <message>
        <source>Mean pose, camera frame</source>
        <translation>Mittlere Pose, Kamerasystem</translation>
    </message>
    <message>
        <source>Trained on %1</source>
        <translation>Trainiert auf %1</translation>
    </message>
    <message>
        <source>Mean pose of %1</source>
        <translation>Mittlere Pose von %1</translation>
    </message>
    <message>
        <source>On %1: %2’s MPJPE is %3 and its P-MPJPE %4 than those of %5</source>
        <translation>Auf %1: MPJPE von %2 ist %3 und P-MPJPE %4 als von %5</translation>
    </message>
    <message>
        <source>Single person</source>
        <translation>Eine Person</translation>
    </message>
    <message>
        <source>3D human pose</source>
        <translation>3D-Pose</translation>
    </message>
    <message>
        <source>Video input</source>
        <translation>Video als Eingabe</translation>
    </message>
    <message>
        <source>Single stage</source>
        <translation>Eine Stufe</translation>
    </message>
    <message>
        <source>Many-to-many</source>
        <translation>Viele zu viele</translation>
    </message>
    <message>
        <source>Data augmentation</source>
        <translation>Daten vermehrt</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
</context>
<context>
    <name>solopose::ResultsActions</name>
    <message>
        <source>&amp;Train</source>
        <translation>Trai&amp;ning</translation>
    </message>
    <message>
        <source>Resu&amp;lts</source>
        <translation>&amp;Ergebnisse</translation>
    </message>
    <message>
        <source>&amp;Add another method’s poses…</source>
        <translation>Posen eines anderen Verfahrens &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Export table…</source>
        <translation>Tabelle &amp;exportieren…</translation>
    </message>
    <message>
        <source>&amp;Copy table as text</source>
        <translation>Tabelle als Text &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Quote the paper’s lines</source>
        <translation>Zeilen des Artikels &amp;zitieren</translation>
    </message>
</context>
<context>
    <name>solopose::ResultsPanel</name>
    <message>
        <source>Open a project to see what its runs are worth</source>
        <translation>Öffnen Sie ein Projekt, um zu sehen, was seine Läufe taugen</translation>
    </message>
    <message>
        <source>Nothing is measured yet</source>
        <translation>Noch ist nichts gemessen</translation>
    </message>
    <message>
        <source>Choose a run under Training and evaluate it. Its errors stand here then as the paper prints them, below those of the mean pose, and other methods’ poses can be measured beside it</source>
        <translation>Wählen Sie unter Training einen Lauf und werten Sie ihn aus. Seine Fehler stehen dann hier, wie der Artikel sie druckt, unter denen der mittleren Pose, und Posen anderer Verfahren lassen sich daneben messen</translation>
    </message>
    <message>
        <source>Methods by test sets</source>
        <translation>Verfahren nach Testdaten</translation>
    </message>
    <message>
        <source>Trained on, tested on</source>
        <translation>Trainiert auf, getestet auf</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Measured under</source>
        <translation>Gemessen unter</translation>
    </message>
    <message>
        <source>Only what was measured under the same conditions is compared</source>
        <translation>Nur was unter gleichen Bedingungen gemessen wurde, wird verglichen</translation>
    </message>
    <message>
        <source>Measured here</source>
        <translation>Hier gemessen</translation>
    </message>
    <message>
        <source>Quoted from the paper</source>
        <translation>Aus dem Artikel zitiert</translation>
    </message>
    <message>
        <source>What methods are able to, by the paper</source>
        <translation>Was Verfahren können, laut Artikel</translation>
    </message>
    <message>
        <source>Quoted from %1: the paper’s figures on the paper’s own test sets, not on these poses</source>
        <translation>Zitiert aus %1: Zahlen des Artikels auf dessen eigenen Testdaten, nicht auf diesen Posen</translation>
    </message>
    <message>
        <source>What methods are able to, by %1</source>
        <translation>Was Verfahren können, nach %1</translation>
    </message>
    <message>
        <source>Measure %1</source>
        <translation>%1 messen</translation>
    </message>
    <message>
        <source>LaTeX (*.tex)</source>
        <translation>LaTeX (*.tex)</translation>
    </message>
    <message>
        <source>Spreadsheet (*.csv)</source>
        <translation>Tabellenkalkulation (*.csv)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>Export table %1</source>
        <translation>Tabelle %1 exportieren</translation>
    </message>
    <message>
        <source>Bold: the best method of each column. Mean poses are no methods and do not count</source>
        <translation>Fett: das beste Verfahren jeder Spalte. Mittlere Posen sind keine Verfahren und zählen nicht</translation>
    </message>
    <message>
        <source>Being measured: %1</source>
        <translation>Wird gemessen: %1</translation>
    </message>
    <message>
        <source>The errors stand here as soon as they are known. How far it is, the foot says</source>
        <translation>Die Fehler stehen hier, sobald sie bekannt sind. Wie weit es ist, sagt die Fußzeile</translation>
    </message>
</context>
<context>
    <name>solopose::RigView</name>
    <message>
        <source>Joints of the file</source>
        <translation>Gelenke der Datei</translation>
    </message>
    <message>
        <source>Drag a joint onto the body’s, or click it to take it for the current one; Shift takes the middle of several. Drag beside the joints to turn</source>
        <translation>Ein Gelenk auf das des Körpers ziehen oder es anklicken, dann gilt es für das gewählte; Umschalt nimmt die Mitte mehrerer. Ziehen neben den Gelenken dreht</translation>
    </message>
</context>
<context>
    <name>solopose::RunText</name>
    <message>
        <source>Not started</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>Vorzeitig beendet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Heat map, cross-entropy</source>
        <translation>Heatmap, Kreuzentropie</translation>
    </message>
    <message>
        <source>Regression, MSE</source>
        <translation>Regression, MSE</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Universal</source>
        <translation>Universell</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>Durchgehend</translation>
    </message>
    <message>
        <source>1 of 2: frames</source>
        <translation>1 von 2: Bilder</translation>
    </message>
    <message>
        <source>2 of 2: clips</source>
        <translation>2 von 2: Clips</translation>
    </message>
    <message>
        <source>own size</source>
        <translation>eigene Größe</translation>
    </message>
    <message>
        <source>Encoder: small convolutions trained from scratch on this project&apos;s films. What it learns holds for films like these, not for video in general</source>
        <translation>Encoder: kleine Faltungen, von Grund auf mit den Filmen dieses Projekts trainiert. Was er lernt, gilt für Filme wie diese, nicht für Video im Allgemeinen</translation>
    </message>
    <message>
        <source>Encoder: CLIP’s vision transformer, frozen. It needs a file with CLIP’s weights</source>
        <translation>Encoder: der Vision-Transformer von CLIP, eingefroren. Er braucht eine Datei mit den Gewichten von CLIP</translation>
    </message>
    <message>
        <source>Encoder: CLIP’s vision transformer, frozen, weights from %1</source>
        <translation>Encoder: der Vision-Transformer von CLIP, eingefroren, Gewichte aus %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>resume begins it from the start</source>
        <translation>Fortsetzen beginnt von vorn</translation>
    </message>
    <message>
        <source>resume goes on from step %1</source>
        <translation>Fortsetzen geht von Schritt %1 weiter</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Encoder: BlazePose, frozen. The network sees its landmarks of a person and learns from motion alone, filmed by cameras put up anywhere, so no video is needed</source>
        <translation>Encoder: BlazePose, eingefroren. Das Netz sieht dessen Körperpunkte einer Person und lernt aus Bewegung allein, gefilmt von beliebig aufgestellten Kameras; Video braucht es keines</translation>
    </message>
</context>
<context>
    <name>solopose::RunTiles</name>
    <message>
        <source>%1 frames/s</source>
        <translation>%1 Bilder/s</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>done, total</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 mm (mean pose %2)</source>
        <translation>%1 mm (mittlere Pose %2)</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>Best MPJPE</source>
        <translation>Bester MPJPE</translation>
    </message>
    <message>
        <source>Epochs without progress</source>
        <translation>Epochen ohne Fortschritt</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>At the pace of this stage’s last steps</source>
        <translation>Im Tempo der letzten Schritte dieser Stufe</translation>
    </message>
    <message>
        <source>Mean distance of a joint from the true one, on clips that are not learnt from. The mean pose says what knowing nothing scores</source>
        <translation>Mittlerer Abstand eines Gelenks vom wahren, auf Clips, von denen nicht gelernt wird. Die mittlere Pose sagt, was erreicht, wer nichts weiß</translation>
    </message>
    <message>
        <source>%1 is not measured yet</source>
        <translation>%1 ist noch nicht gemessen</translation>
    </message>
    <message>
        <source>%1: %2 mm (mean pose %3)</source>
        <comment>run, error, error of the mean pose</comment>
        <translation>%1: %2 mm (mittlere Pose %3)</translation>
    </message>
    <message>
        <source>Best MPJPE: %1</source>
        <translation>Bester MPJPE: %1</translation>
    </message>
</context>
<context>
    <name>solopose::RunsModel</name>
    <message>
        <source>Queued (%1)</source>
        <comment>place in the queue</comment>
        <translation>Wartet (%1)</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Best (mm)</source>
        <translation>Bester (mm)</translation>
    </message>
    <message>
        <source>Mean pose (mm)</source>
        <translation>Mittlere Pose (mm)</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Lowest MPJPE on the validation clips: root-relative, in the frame that was learnt</source>
        <translation>Niedrigster MPJPE auf den Validierungsclips: relativ zum Becken, im gelernten Koordinatensystem</translation>
    </message>
    <message>
        <source>MPJPE of the training set’s mean pose on the same clips: what knowing nothing scores</source>
        <translation>MPJPE der mittleren Pose der Trainingsmenge auf denselben Clips: was Nichtwissen erreicht</translation>
    </message>
    <message>
        <source>Double click to write</source>
        <translation>Doppelklick zum Schreiben</translation>
    </message>
</context>
<context>
    <name>solopose::SavedPlace</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open it with the desktop’s program for such files</source>
        <translation>Mit dem Programm öffnen, das der Desktop für solche Dateien hat</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show it in the file manager</source>
        <translation>In der Dateiverwaltung zeigen</translation>
    </message>
</context>
<context>
    <name>solopose::ScreenWindow</name>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>solopose::SequencesModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Doubted</source>
        <translation>Zweifelhaft</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>Restfehler</translation>
    </message>
    <message>
        <source>Findings that nobody has judged yet</source>
        <translation>Befunde, über die noch niemand geurteilt hat</translation>
    </message>
    <message>
        <source>Findings with a verdict</source>
        <translation>Befunde mit einem Urteil</translation>
    </message>
    <message>
        <source>How many frames the sequence has</source>
        <translation>Wie viele Bilder die Sequenz hat</translation>
    </message>
    <message>
        <source>Share of the frames with at least one finding, of whatever detector and judged or not</source>
        <translation>Anteil der Bilder mit mindestens einem Befund, gleich von welchem Detektor und ob beurteilt oder nicht</translation>
    </message>
    <message>
        <source>Share of the joints that are missing, of those that the sequence has elsewhere</source>
        <translation>Anteil der fehlenden Gelenke, von denen, die die Sequenz sonst hat</translation>
    </message>
    <message>
        <source>Worst score of the sequence: %1</source>
        <comment>detector&apos;s hint</comment>
        <translation>Schlechtester Wert der Sequenz: %1</translation>
    </message>
    <message>
        <source>How far the key frame&apos;s shoulders and pelvis are from the universal frame&apos;s</source>
        <translation>Wie weit Schultern und Becken des Schlüsselbilds von denen des universellen Systems abweichen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <comment>frames</comment>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Repaired</source>
        <comment>frames</comment>
        <translation>Ausgebessert</translation>
    </message>
    <message>
        <source>Share of the frames that verdicts leave out of everything computed</source>
        <translation>Anteil der Bilder, die Urteile aus allem Berechneten heraushalten</translation>
    </message>
    <message>
        <source>Share of the frames of which a repair has changed a joint</source>
        <translation>Anteil der Bilder, in denen eine Ausbesserung ein Gelenk verändert hat</translation>
    </message>
</context>
<context>
    <name>solopose::Session</name>
    <message>
        <source>Open or create a project first</source>
        <translation>Zuerst ein Projekt öffnen oder anlegen</translation>
    </message>
    <message>
        <source>Make the demo project</source>
        <translation>Demoprojekt anlegen</translation>
    </message>
    <message>
        <source>Import into %1</source>
        <translation>In %1 importieren</translation>
    </message>
    <message>
        <source>Re-import %1</source>
        <translation>%1 neu importieren</translation>
    </message>
    <message>
        <source>Export to %1</source>
        <translation>Nach %1 exportieren</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>align</source>
        <translation>ausrichten</translation>
    </message>
    <message>
        <source>Realign</source>
        <translation>Neu ausrichten</translation>
    </message>
    <message>
        <source>change alignment options</source>
        <translation>Ausrichtung einstellen</translation>
    </message>
    <message>
        <source>Check the project</source>
        <translation>Projekt prüfen</translation>
    </message>
    <message>
        <source>Not undone: %1. %2</source>
        <translation>Nicht rückgängig gemacht: %1. %2</translation>
    </message>
    <message>
        <source>Not redone: %1. %2</source>
        <translation>Nicht wiederholt: %1. %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %Ln more problem(s))</source>
        <translation>
            <numerusform>%1 (und %Ln weiteres Problem)</numerusform>
            <numerusform>%1 (und %Ln weitere Probleme)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln file(s) or folder(s)</source>
        <translation>
            <numerusform>%Ln Datei oder Ordner importieren</numerusform>
            <numerusform>%Ln Dateien oder Ordner importieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>Wiederholt: %1</translation>
    </message>
    <message>
        <source>Add %1 to the project</source>
        <translation>%1 ins Projekt übernehmen</translation>
    </message>
</context>
<context>
    <name>solopose::SessionCommand</name>
    <message>
        <source>import into %1</source>
        <translation>in %1 importieren</translation>
    </message>
    <message>
        <source>import</source>
        <translation>importieren</translation>
    </message>
    <message>
        <source>re-import %1</source>
        <translation>%1 neu importieren</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>make %1 an independent test</source>
        <translation>%1 als unabhängigen Test markieren</translation>
    </message>
    <message>
        <source>use %1 in the splits</source>
        <translation>%1 in den Teilmengen verwenden</translation>
    </message>
    <message>
        <source>change clips and splits</source>
        <translation>Clips und Teilmengen ändern</translation>
    </message>
    <message>
        <source>change alignment options</source>
        <translation>Ausrichtung einstellen</translation>
    </message>
    <message>
        <source>use frame %1 of %2 as key frame</source>
        <translation>Bild %1 von %2 als Schlüsselbild verwenden</translation>
    </message>
    <message>
        <source>let the program choose the key frame of %1</source>
        <translation>das Programm das Schlüsselbild von %1 wählen lassen</translation>
    </message>
    <message>
        <source>The dataset is no longer in the project</source>
        <translation>Der Datensatz ist nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>The sequence is no longer in the project</source>
        <translation>Die Sequenz ist nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>exclude %1</source>
        <translation>%1 ausschließen</translation>
    </message>
    <message>
        <source>include %1 again</source>
        <translation>%1 wieder einschließen</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>Somebody else has changed or removed it since, and that stays</source>
        <translation>Jemand anderes hat es seither geändert oder entfernt, und das bleibt</translation>
    </message>
    <message>
        <source>The trash has been emptied since</source>
        <translation>Der Papierkorb ist seither geleert worden</translation>
    </message>
    <message>
        <source>Somebody else has changed the dataset while its files were read again; what was read lies in the trash</source>
        <translation>Jemand anderes hat den Datensatz geändert, während seine Dateien neu gelesen wurden; das Gelesene liegt im Papierkorb</translation>
    </message>
    <message>
        <source>change thresholds</source>
        <translation>Schwellen ändern</translation>
    </message>
    <message>
        <source>frame %1 of %2</source>
        <translation>Bild %1 von %2</translation>
    </message>
    <message>
        <source>frames %1 to %2 of %3</source>
        <translation>Bilder %1 bis %2 von %3</translation>
    </message>
    <message>
        <source>judge %1</source>
        <translation>%1 beurteilen</translation>
    </message>
    <message>
        <source>accept %1</source>
        <translation>%1 annehmen</translation>
    </message>
    <message>
        <source>put %1 aside to be fixed</source>
        <translation>%1 zum Beheben vormerken</translation>
    </message>
    <message>
        <source>reject %1</source>
        <translation>%1 ablehnen</translation>
    </message>
    <message>
        <source>repair %1</source>
        <translation>%1 ausbessern</translation>
    </message>
    <message>
        <source>swap the sides in %1</source>
        <translation>Seiten vertauschen in %1</translation>
    </message>
    <message>
        <source>interpolate %1</source>
        <translation>%1 interpolieren</translation>
    </message>
    <message>
        <source>blank joints in %1</source>
        <translation>Gelenke leeren in %1</translation>
    </message>
    <message>
        <source>copy the pose before into %1</source>
        <translation>Pose davor übernehmen in %1</translation>
    </message>
    <message>
        <source>smooth %1</source>
        <translation>%1 glätten</translation>
    </message>
    <message>
        <source>move a joint in %1</source>
        <translation>Gelenk verschieben in %1</translation>
    </message>
    <message>
        <source>merge the verdicts of %1</source>
        <translation>Urteile von %1 übernehmen</translation>
    </message>
    <message>
        <source>%1 holds none of the missing videos</source>
        <translation>%1 enthält keines der fehlenden Videos</translation>
    </message>
    <message numerus="yes">
        <source>exclude %Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln Sequenz ausschließen</numerusform>
            <numerusform>%Ln Sequenzen ausschließen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>include %Ln sequence(s) again</source>
        <translation>
            <numerusform>%Ln Sequenz wieder einschließen</numerusform>
            <numerusform>%Ln Sequenzen wieder einschließen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %Ln dataset(s)</source>
        <translation>
            <numerusform>%Ln Datensatz entfernen</numerusform>
            <numerusform>%Ln Datensätze entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>relink %Ln video(s)</source>
        <translation>
            <numerusform>%Ln Video neu verknüpfen</numerusform>
            <numerusform>%Ln Videos neu verknüpfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stretch(es) of frames</source>
        <translation>
            <numerusform>%Ln Bildfolge</numerusform>
            <numerusform>%Ln Bildfolgen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %Ln sequence(s)</source>
        <translation>
            <numerusform>%1 in %Ln Sequenz</numerusform>
            <numerusform>%1 in %Ln Sequenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %Ln verdict(s) back on %1</source>
        <translation>
            <numerusform>%Ln Urteil über %1 zurücknehmen</numerusform>
            <numerusform>%Ln Urteile über %1 zurücknehmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %Ln repair(s) back in %1</source>
        <translation>
            <numerusform>%Ln Ausbesserung in %1 zurücknehmen</numerusform>
            <numerusform>%Ln Ausbesserungen in %1 zurücknehmen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::ShortcutEditor</name>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search for a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Give the command these keys</source>
        <translation>Dem Befehl diese Tasten geben</translation>
    </message>
    <message>
        <source>Leave the command without a shortcut</source>
        <translation>Dem Befehl kein Kürzel lassen</translation>
    </message>
    <message>
        <source>Give the command its original shortcut again</source>
        <translation>Dem Befehl sein ursprüngliches Kürzel zurückgeben</translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation>Neues Kürzel</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>%1 already belongs to “%2”</source>
        <translation>%1 gehört schon zu „%2“</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>solopose::SkeletonsPage</name>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>True poses</source>
        <translation>Wahre Posen</translation>
    </message>
    <message>
        <source>True poses, in 3D only: the video&apos;s camera is not known</source>
        <translation>Wahre Posen, nur in 3D: die Kamera des Videos ist unbekannt</translation>
    </message>
    <message>
        <source>%1 now, %2 mean</source>
        <translation>jetzt %1, Mittel %2</translation>
    </message>
    <message>
        <source>No model has predicted poses of this video yet</source>
        <translation>Noch kein Modell hat Posen dieses Videos vorhergesagt</translation>
    </message>
    <message>
        <source>Error of each joint</source>
        <translation>Fehler jedes Gelenks</translation>
    </message>
    <message>
        <source>Relative to the pelvis, without any alignment</source>
        <translation>Relativ zum Becken, ohne jede Ausrichtung</translation>
    </message>
    <message>
        <source>Bone in the timeline</source>
        <translation>Knochen in der Zeitleiste</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>expected error %1</source>
        <translation>erwarteter Fehler %1</translation>
    </message>
    <message>
        <source>Expected error of each joint</source>
        <translation>Zu erwartender Fehler je Gelenk</translation>
    </message>
    <message>
        <source>%1 on average, as measured on %2; unlike films do worse</source>
        <translation>%1 im Mittel, gemessen an %2; bei unähnlichen Filmen mehr</translation>
    </message>
</context>
<context>
    <name>solopose::SplitChart</name>
    <message>
        <source>Splits</source>
        <translation>Teilmengen</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Frames that at least one clip covers</source>
        <translation>Bilder, die in mindestens einem Clip liegen</translation>
    </message>
    <message>
        <source>%1: %2 clips, %3 frames</source>
        <translation>%1: %2 Clips, %3 Bilder</translation>
    </message>
    <message>
        <source>No clips: every sequence is shorter than a clip</source>
        <translation>Keine Clips: jede Sequenz ist kürzer als ein Clip</translation>
    </message>
</context>
<context>
    <name>solopose::StartPage</name>
    <message>
        <source>Bring 3D human-pose datasets into one universal frame</source>
        <translation>Datensätze mit 3D-Posen in ein universelles Koordinatensystem bringen</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnete Projekte</translation>
    </message>
    <message>
        <source>Projects that you open appear here</source>
        <translation>Hier erscheinen Projekte, die geöffnet wurden</translation>
    </message>
    <message>
        <source>Drop a video here to see its poses, a project folder to open it, or pose files to import them</source>
        <translation>Ein Video hierher ziehen, um seine Posen zu sehen, einen Projektordner, um ihn zu öffnen, oder Dateien mit Posen, um sie zu importieren</translation>
    </message>
    <message>
        <source>Recent videos</source>
        <translation>Zuletzt abgespielte Videos</translation>
    </message>
    <message>
        <source>%1 is not there any more: find it…
%2</source>
        <translation>%1 ist nicht mehr da: suchen…
%2</translation>
    </message>
    <message>
        <source>Take it out of this list</source>
        <translation>Aus dieser Liste nehmen</translation>
    </message>
</context>
<context>
    <name>solopose::StateBar</name>
    <message>
        <source>%1 of %2 judged</source>
        <translation>%1 von %2 beurteilt</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Looking through the poses…</source>
        <translation>Posen werden durchgesehen…</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>%1 not saved yet</source>
        <translation>%1 noch nicht gespeichert</translation>
    </message>
    <message>
        <source>No findings</source>
        <translation>Keine Befunde</translation>
    </message>
</context>
<context>
    <name>solopose::StickFigure</name>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
</context>
<context>
    <name>solopose::SummaryDialog</name>
    <message>
        <source>Summary of the datasets</source>
        <translation>Zusammenfassung der Datensätze</translation>
    </message>
</context>
<context>
    <name>solopose::TakeFiguresModel</name>
    <message>
        <source>Take</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Not comparable before: %1</source>
        <translation>Vorher nicht vergleichbar: %1</translation>
    </message>
    <message>
        <source>Turn °</source>
        <translation>Drehung °</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>Mean distance of the views to their mean in the world, by the file&apos;s own extrinsics, mm</source>
        <translation>Mittlerer Abstand der Ansichten zu ihrem Mittel in der Welt, nach den eigenen Extrinsiken der Datei, mm</translation>
    </message>
    <message>
        <source>How far the views are turned against their mean in the world, degrees</source>
        <translation>Wie weit die Ansichten in der Welt gegen ihr Mittel gedreht sind, Grad</translation>
    </message>
    <message>
        <source>How far the views&apos; bodies are shifted against their mean in the world, mm</source>
        <translation>Wie weit die Körper der Ansichten in der Welt gegen ihr Mittel versetzt sind, mm</translation>
    </message>
    <message>
        <source>What remains apart once each view is turned and shifted onto the mean, mm</source>
        <translation>Was übrig bleibt, wenn jede Ansicht auf das Mittel gedreht und geschoben ist, mm</translation>
    </message>
    <message>
        <source>Mean distance of the views to their mean in the universal frame, mm</source>
        <translation>Mittlerer Abstand der Ansichten zu ihrem Mittel im universellen Koordinatensystem, mm</translation>
    </message>
    <message>
        <source>In the world turned %1° and shifted %2 mm against their mean; %3 mm remain</source>
        <translation>In der Welt um %1° gegen ihr Mittel gedreht und um %2 mm versetzt; %3 mm bleiben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln synchronised view(s)</source>
        <translation>
            <numerusform>%Ln synchrone Ansicht</numerusform>
            <numerusform>%Ln synchrone Ansichten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TextDialog</name>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>solopose::ThresholdPage</name>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Without it this detector finds nothing</source>
        <translation>Ohne dies findet der Detektor nichts</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Frames with a higher score are doubted</source>
        <translation>Bilder mit höherem Wert gelten als zweifelhaft</translation>
    </message>
    <message>
        <source>Default threshold</source>
        <translation>Übliche Schwelle</translation>
    </message>
    <message>
        <source>Histogram of scores</source>
        <translation>Histogramm der Werte</translation>
    </message>
    <message>
        <source>How many frames have which score; the outermost bars gather those further out. Drag the line to where doubt begins, or move it with the up and down keys</source>
        <translation>Wie viele Bilder welchen Wert haben; die äußersten Balken sammeln, was weiter außen liegt. Die Linie dorthin ziehen, wo der Zweifel beginnt, oder mit den Tasten Auf und Ab bewegen</translation>
    </message>
    <message>
        <source>Back to the default, %1</source>
        <translation>Zurück zum üblichen Wert, %1</translation>
    </message>
    <message>
        <source>Worst score of a frame</source>
        <translation>Schlechtester Wert eines Bildes</translation>
    </message>
    <message>
        <source>%1 of %2 frames lie beyond, %3 %</source>
        <translation>%1 von %2 Bildern liegen darüber, %3 %</translation>
    </message>
    <message>
        <source>%1, the default</source>
        <translation>%1, wie üblich</translation>
    </message>
    <message>
        <source>%1, default %2</source>
        <translation>%1, üblich %2</translation>
    </message>
    <message>
        <source>without unit</source>
        <translation>ohne Einheit</translation>
    </message>
    <message>
        <source>off</source>
        <comment>detector</comment>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>solopose::TiltPlot</name>
    <message>
        <source>Tilt of the torso over time</source>
        <translation>Neigung des Rumpfes über die Zeit</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Tilt (°)</source>
        <translation>Neigung (°)</translation>
    </message>
</context>
<context>
    <name>solopose::Timeline</name>
    <message>
        <source>Pla&amp;yback</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Go to frame…</source>
        <translation>Gehe zu Bild…</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>Ein Bild vor</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>Zehn Bilder zurück</translation>
    </message>
    <message>
        <source>Ten frames forward</source>
        <translation>Zehn Bilder vor</translation>
    </message>
    <message>
        <source>Play backwards, again: faster</source>
        <translation>Rückwärts abspielen, erneut: schneller</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play forwards, again: faster</source>
        <translation>Vorwärts abspielen, erneut: schneller</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Playback speed</source>
        <translation>Wiedergabetempo</translation>
    </message>
    <message>
        <source>No frames</source>
        <translation>Keine Bilder</translation>
    </message>
    <message>
        <source>Frame %1 of %2, counted from 0
Click to go to a frame</source>
        <translation>Bild %1 von %2, ab 0 gezählt
Klick: zu einem Bild gehen</translation>
    </message>
    <message>
        <source>%1 frames/s</source>
        <translation>%1 Bilder/s</translation>
    </message>
    <message>
        <source>%1 (assumed)</source>
        <translation>%1 (angenommen)</translation>
    </message>
    <message>
        <source>Start of the range here</source>
        <translation>Bereich beginnt hier</translation>
    </message>
    <message>
        <source>End of the range here</source>
        <translation>Bereich endet hier</translation>
    </message>
    <message>
        <source>Play the whole sequence again</source>
        <translation>Wieder die ganze Sequenz abspielen</translation>
    </message>
    <message>
        <source>Frames of the sequence</source>
        <translation>Bilder der Sequenz</translation>
    </message>
</context>
<context>
    <name>solopose::TimelineRuler</name>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Key frame</source>
        <translation>Schlüsselbild</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>Cluster %1</source>
        <translation>Cluster %1</translation>
    </message>
    <message>
        <source>Key frame, chosen by hand</source>
        <translation>Schlüsselbild, von Hand gewählt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>%1 (the lane reaches to %2)</source>
        <comment>values, top</comment>
        <translation>%1 (die Spur reicht bis %2)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln joint(s) missing</source>
        <translation>
            <numerusform>%Ln Gelenk fehlt</numerusform>
            <numerusform>%Ln Gelenke fehlen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TimelineSpan</name>
    <message numerus="yes">
        <source>and %Ln more finding(s)</source>
        <translation>
            <numerusform>und %Ln weiterer Befund</numerusform>
            <numerusform>und %Ln weitere Befunde</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TrainingActions</name>
    <message>
        <source>&amp;Train</source>
        <translation>Trai&amp;ning</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>&amp;Warteschlange</translation>
    </message>
    <message>
        <source>C&amp;urves</source>
        <translation>K&amp;urven</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>Training &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Pause training</source>
        <translation>Training an&amp;halten</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>&amp;Take out of the queue</source>
        <translation>Aus der Warteschlange &amp;nehmen</translation>
    </message>
    <message>
        <source>&amp;Resume run</source>
        <translation>Lauf &amp;fortsetzen</translation>
    </message>
    <message>
        <source>Load &amp;options into the form</source>
        <translation>&amp;Optionen ins Formular laden</translation>
    </message>
    <message>
        <source>Use &amp;model for prediction</source>
        <translation>&amp;Modell für die Vorhersage benutzen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im Or&amp;dner zeigen</translation>
    </message>
    <message>
        <source>&amp;Delete run…</source>
        <translation>Lauf &amp;löschen …</translation>
    </message>
    <message>
        <source>&amp;New run form</source>
        <translation>Formular für &amp;neuen Lauf</translation>
    </message>
    <message>
        <source>&amp;Logarithmic loss</source>
        <translation>Verlust &amp;logarithmisch</translation>
    </message>
    <message>
        <source>Without &amp;outliers</source>
        <translation>Ohne &amp;Ausreißer</translation>
    </message>
    <message>
        <source>Over &amp;time instead of steps</source>
        <translation>Über die &amp;Zeit statt über Schritte</translation>
    </message>
    <message>
        <source>E&amp;valuate…</source>
        <translation>Auswer&amp;ten…</translation>
    </message>
    <message>
        <source>Stop &amp;early and keep the run</source>
        <translation>&amp;Vorzeitig beenden und Lauf behalten</translation>
    </message>
    <message>
        <source>Dis&amp;card the run at work…</source>
        <translation>Lauf in Ar&amp;beit verwerfen …</translation>
    </message>
    <message>
        <source>&amp;Train further…</source>
        <translation>Weiter t&amp;rainieren …</translation>
    </message>
    <message>
        <source>Holds the run at work after the step under way, with a checkpoint. Pressed again it goes on</source>
        <translation>Hält den Lauf in Arbeit nach dem laufenden Schritt an, mit einem Checkpoint. Nochmals gedrückt geht er weiter</translation>
    </message>
    <message>
        <source>Ends the run at work after the step under way and measures it. Its model stays, and Resume run can go on with it</source>
        <translation>Beendet den Lauf in Arbeit nach dem laufenden Schritt und misst ihn. Sein Modell bleibt, und „Lauf fortsetzen“ kann mit ihm weitermachen</translation>
    </message>
    <message>
        <source>Ends the run at work and deletes its folder with models and curves. Asks first</source>
        <translation>Beendet den Lauf in Arbeit und löscht seinen Ordner mit Modellen und Kurven. Fragt vorher</translation>
    </message>
    <message>
        <source>For another run from the beginning</source>
        <translation>Für einen weiteren Lauf von Anfang an</translation>
    </message>
    <message>
        <source>Deletes the chosen run’s folder with models and curves. Asks first</source>
        <translation>Löscht den Ordner des gewählten Laufs mit Modellen und Kurven. Fragt vorher</translation>
    </message>
    <message>
        <source>Draws to the scale of most values: the few far away, as at a run’s beginning, lie outside</source>
        <translation>Zeichnet im Maßstab der meisten Werte: die wenigen weit entfernten, etwa am Anfang eines Laufs, liegen außerhalb</translation>
    </message>
</context>
<context>
    <name>solopose::TrainingForm</name>
    <message>
        <source>Choose at least one dataset</source>
        <translation>Mindestens einen Datensatz wählen</translation>
    </message>
    <message>
        <source>Training and validation each need a share, together at most 100 %</source>
        <translation>Training und Validierung brauchen je einen Anteil, zusammen höchstens 100 %</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>Eigene Größe</translation>
    </message>
    <message>
        <source>What this run is for</source>
        <translation>Wozu dieser Lauf dient</translation>
    </message>
    <message>
        <source>Which datasets the network learns from</source>
        <translation>Aus welchen Datensätzen das Netz lernt</translation>
    </message>
    <message>
        <source>Cameras that only tests see: none of their pictures is trained on</source>
        <translation>Kameras, die nur Tests sehen: Mit keinem ihrer Bilder wird trainiert</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Of the run’s folder; empty: made from date and preset</source>
        <translation>Des Ordners des Laufs; leer: aus Datum und Voreinstellung gebildet</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>tiny: minutes on two cores. base: the paper’s size, for a graphics card. landmarks: from motion alone, for real video</source>
        <translation>tiny: Minuten auf zwei Kernen. base: die Größe aus der Veröffentlichung, für eine Grafikkarte. landmarks: aus Bewegung allein, für echtes Video</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>HeatPose’s heat maps, or the paper’s ablation without them</source>
        <translation>Heatmaps von HeatPose oder die Vergleichsvariante der Veröffentlichung ohne sie</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Koordinatensystem</translation>
    </message>
    <message>
        <source>The frame poses are learnt in: as the camera sees them, or the universal frame</source>
        <translation>Das Koordinatensystem, in dem Posen gelernt werden: wie die Kamera sie sieht oder das universelle</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>What turns frames into features</source>
        <translation>Was aus Bildern Merkmale macht</translation>
    </message>
    <message>
        <source>Small, from scratch</source>
        <translation>Klein, von Grund auf</translation>
    </message>
    <message>
        <source>CLIP, frozen</source>
        <translation>CLIP, eingefroren</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>What the weights were trained with; the wrong one costs accuracy. OpenAI’s with QuickGELU, open_clip’s with GELU unless their name says quickgelu</source>
        <translation>Womit die Gewichte trainiert wurden; die falsche kostet Genauigkeit. Die von OpenAI mit QuickGELU, die von open_clip mit GELU, wenn ihr Name nicht quickgelu sagt</translation>
    </message>
    <message>
        <source>As their publisher says</source>
        <translation>Wie ihr Herausgeber sagt</translation>
    </message>
    <message>
        <source>QuickGELU</source>
        <translation>QuickGELU</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Clips and splits</source>
        <translation>Clips und Aufteilung</translation>
    </message>
    <message>
        <source>Held-out cameras</source>
        <translation>Zurückgehaltene Kameras</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Share of the clips that are trained on</source>
        <translation>Anteil der Clips, mit denen trainiert wird</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Share of the clips that tell how good a run is; the rest are for tests</source>
        <translation>Anteil der Clips, die zeigen, wie gut ein Lauf ist; der Rest ist für Tests</translation>
    </message>
    <message>
        <source>Draw of splits</source>
        <translation>Ziehung der Aufteilung</translation>
    </message>
    <message>
        <source>Another number draws other splits</source>
        <translation>Eine andere Zahl zieht eine andere Aufteilung</translation>
    </message>
    <message>
        <source>Frames seen at once</source>
        <translation>Bilder auf einmal</translation>
    </message>
    <message>
        <source>By the temporal part; at most the clip’s length</source>
        <translation>Für den zeitlichen Teil; höchstens die Cliplänge</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>One per joint</source>
        <translation>Eines je Gelenk</translation>
    </message>
    <message>
        <source>One for all joints</source>
        <translation>Eines für alle Gelenke</translation>
    </message>
    <message>
        <source>Voxels a side</source>
        <translation>Voxel je Seite</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <source>Full side of the cube around the pelvis, and of the crop</source>
        <translation>Ganze Seite des Würfels um das Becken und des Ausschnitts</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Standard deviation of the main Gaussian; at least a voxel is used</source>
        <translation>Standardabweichung der Hauptglocke; mindestens ein Voxel wird benutzt</translation>
    </message>
    <message>
        <source>Side Gaussians</source>
        <translation>Nebenglocken</translation>
    </message>
    <message>
        <source>Off: the conventional heat map</source>
        <translation>Aus: die übliche Heatmap</translation>
    </message>
    <message>
        <source>Spacing c</source>
        <translation>Abstand c</translation>
    </message>
    <message>
        <source>Distance between side Gaussians along a bone (equation 6)</source>
        <translation>Abstand der Nebenglocken entlang eines Knochens (Gleichung 6)</translation>
    </message>
    <message>
        <source>Width of sides</source>
        <translation>Breite der Nebenglocken</translation>
    </message>
    <message>
        <source>Equation 7 as written makes the first side Gaussian as high as the main one, and many maxima leave their joint</source>
        <translation>Gleichung 7, wie sie dasteht, macht die erste Nebenglocke so hoch wie die Hauptglocke, und viele Maxima verlassen ihr Gelenk</translation>
    </message>
    <message>
        <source>Growing</source>
        <translation>Wachsend</translation>
    </message>
    <message>
        <source>Equation 7 as written</source>
        <translation>Gleichung 7, wie sie dasteht</translation>
    </message>
    <message>
        <source>Stages and steps</source>
        <translation>Stufen und Schritte</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Two: encoder and head on single frames, then the temporal part on the frozen encoder’s features. End to end: everything on clips from the first step</source>
        <translation>Zwei: Encoder und Kopf auf einzelnen Bildern, dann der zeitliche Teil auf den Merkmalen des eingefrorenen Encoders. Durchgehend: alles vom ersten Schritt an auf Clips</translation>
    </message>
    <message>
        <source>Frames, then clips</source>
        <translation>Bilder, dann Clips</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>Durchgehend</translation>
    </message>
    <message>
        <source>Learnt from in each step</source>
        <translation>Woraus in jedem Schritt gelernt wird</translation>
    </message>
    <message>
        <source>Steps on frames</source>
        <translation>Schritte auf Bildern</translation>
    </message>
    <message>
        <source>Frames a step</source>
        <translation>Bilder je Schritt</translation>
    </message>
    <message>
        <source>Steps on clips</source>
        <translation>Schritte auf Clips</translation>
    </message>
    <message>
        <source>Clips a step</source>
        <translation>Clips je Schritt</translation>
    </message>
    <message>
        <source>Schedule and optimiser</source>
        <translation>Verlauf und Optimierer</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How the learning rate falls: along a cosine, or halved without progress</source>
        <translation>Wie die Lernrate fällt: entlang eines Kosinus oder halbiert bei Stillstand</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Plateau</source>
        <translation>Plateau</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Share of a stage’s steps while the rate rises</source>
        <translation>Anteil der Schritte einer Stufe, in denen die Rate steigt</translation>
    </message>
    <message>
        <source>Final rate</source>
        <translation>Endrate</translation>
    </message>
    <message>
        <source>Share of the learning rate at a stage’s end</source>
        <translation>Anteil der Lernrate am Ende einer Stufe</translation>
    </message>
    <message>
        <source>Halve after</source>
        <translation>Halbieren nach</translation>
    </message>
    <message>
        <source>Epochs without progress before the rate halves</source>
        <translation>Epochen ohne Fortschritt, bis die Rate halbiert wird</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Of matrices only</source>
        <translation>Nur von Matrizen</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>Gradient limit</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Longer gradients are shortened</source>
        <translation>Längere Gradienten werden gekürzt</translation>
    </message>
    <message>
        <source>Weight average</source>
        <translation>Gewichtsmittel</translation>
    </message>
    <message>
        <source>Decay of the running mean that is validated and kept; 0: none</source>
        <translation>Abklingen des laufenden Mittels, das validiert und behalten wird; 0: keines</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Picture and pose, with sides swapped</source>
        <translation>Bild und Pose, mit vertauschten Seiten</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Of the crop, at most, of its side</source>
        <translation>Des Ausschnitts, höchstens, von seiner Seite</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skalieren</translation>
    </message>
    <message>
        <source>Of the crop’s side, at most</source>
        <translation>Der Seite des Ausschnitts, höchstens</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>In the picture’s plane, at most; in the camera’s frame only</source>
        <translation>In der Bildebene, höchstens; nur im Koordinatensystem der Kamera</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Brightness, contrast and tint, at most</source>
        <translation>Helligkeit, Kontrast und Färbung, höchstens</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Verdecken</translation>
    </message>
    <message>
        <source>How often a shape hides a part of the picture</source>
        <translation>Wie oft eine Form einen Teil des Bildes verdeckt</translation>
    </message>
    <message>
        <source>Cached variants</source>
        <translation>Gemerkte Varianten</translation>
    </message>
    <message>
        <source>Crops and mirrored ones kept for frozen encoders</source>
        <translation>Ausschnitte und gespiegelte, die für eingefrorene Encoder behalten werden</translation>
    </message>
    <message>
        <source>Validation and stopping</source>
        <translation>Validierung und Ende</translation>
    </message>
    <message>
        <source>Steps an epoch</source>
        <translation>Schritte je Epoche</translation>
    </message>
    <message>
        <source>After each, validation and a checkpoint</source>
        <translation>Nach jeder eine Validierung und ein Sicherungsstand</translation>
    </message>
    <message>
        <source>Clips to validate</source>
        <translation>Clips zur Validierung</translation>
    </message>
    <message>
        <source>The same ones each time; 0: all</source>
        <translation>Jedes Mal dieselben; 0: alle</translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation>Beenden nach</translation>
    </message>
    <message>
        <source>Epochs without progress; 0: never</source>
        <translation>Epochen ohne Fortschritt; 0: nie</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>CUDA needs a LibTorch built with it</source>
        <translation>CUDA braucht eine damit gebaute LibTorch</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>CUDA</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>Gemischte Genauigkeit</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Whose weights this run begins with; empty: from scratch</source>
        <translation>Mit dessen Gewichten dieser Lauf beginnt; leer: von Grund auf</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>The encoder alone fits any other temporal part and head</source>
        <translation>Der Encoder allein passt zu jedem anderen zeitlichen Teil und Kopf</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>The encoder alone</source>
        <translation>Nur den Encoder</translation>
    </message>
    <message>
        <source>Freeze the encoder</source>
        <translation>Encoder einfrieren</translation>
    </message>
    <message>
        <source>It stays as it is</source>
        <translation>Er bleibt, wie er ist</translation>
    </message>
    <message>
        <source>Freeze the temporal part</source>
        <translation>Zeitlichen Teil einfrieren</translation>
    </message>
    <message>
        <source>Freeze the head</source>
        <translation>Kopf einfrieren</translation>
    </message>
    <message>
        <source>Stochastic depth</source>
        <translation>Stochastische Tiefe</translation>
    </message>
    <message>
        <source>How often a clip passes by the temporal part’s last block</source>
        <translation>Wie oft ein Clip am letzten Block des zeitlichen Teils vorbeigeht</translation>
    </message>
    <message>
        <source>Batches a step</source>
        <translation>Batches je Schritt</translation>
    </message>
    <message>
        <source>The gradient is their mean, in the memory of one</source>
        <translation>Der Gradient ist ihr Mittel, im Speicher eines einzigen</translation>
    </message>
    <message>
        <source>Mixed precision on a CPU</source>
        <translation>Gemischte Genauigkeit auf einer CPU</translation>
    </message>
    <message>
        <source>Pays on processors that multiply bfloat16</source>
        <translation>Lohnt sich auf Prozessoren, die bfloat16 multiplizieren</translation>
    </message>
    <message>
        <source>On CUDA only</source>
        <translation>Nur mit CUDA</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Of the network; 0: all cores, which leaves less for the window</source>
        <translation>Des Netzes; 0: alle Kerne, dann bleibt dem Fenster weniger</translation>
    </message>
    <message>
        <source>Loader threads</source>
        <translation>Lade-Threads</translation>
    </message>
    <message>
        <source>They prepare batches ahead</source>
        <translation>Sie bereiten Stapel im Voraus vor</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Of weights and of the order of data</source>
        <translation>Der Gewichte und der Reihenfolge der Daten</translation>
    </message>
    <message>
        <source>Heat map, cross-entropy</source>
        <translation>Heatmap, Kreuzentropie</translation>
    </message>
    <message>
        <source>Regression, MSE</source>
        <translation>Regression, MSE</translation>
    </message>
    <message>
        <source>Universal</source>
        <translation>Universell</translation>
    </message>
    <message>
        <source>With rejected frames</source>
        <translation>Mit abgelehnten Bildern</translation>
    </message>
    <message>
        <source>Off: nothing is learnt from frames that people reject</source>
        <translation>Aus: Aus abgelehnten Bildern wird nichts gelernt</translation>
    </message>
    <message>
        <source>Without estimated joints</source>
        <translation>Ohne geschätzte Gelenke</translation>
    </message>
    <message>
        <source>On: nothing is learnt from joints that a dataset does not have but estimates from others</source>
        <translation>Ein: Aus Gelenken, die ein Datensatz nicht hat, sondern aus anderen schätzt, wird nichts gelernt</translation>
    </message>
    <message>
        <source>Allow joints outside</source>
        <translation>Gelenke außerhalb zulassen</translation>
    </message>
    <message>
        <source>Off: a run does not begin when over 1 % of a joint lies outside the volume</source>
        <translation>Aus: Ein Lauf beginnt nicht, wenn über 1 % eines Gelenks außerhalb des Volumens liegt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected frame(s) are learnt from, too</source>
        <translation>
            <numerusform>Aus %Ln abgelehnten Bild wird auch gelernt</numerusform>
            <numerusform>Aus %Ln abgelehnten Bildern wird auch gelernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected frame(s) stay out</source>
        <translation>
            <numerusform>%Ln abgelehntes Bild bleibt außen vor</numerusform>
            <numerusform>%Ln abgelehnte Bilder bleiben außen vor</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: its files name no video</source>
        <translation>%1: Seine Dateien nennen kein Video</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln video(s) of %2 are not in their place</source>
        <translation>
            <numerusform>%1: %Ln Video von %2 ist nicht an seinem Ort</numerusform>
            <numerusform>%1: %Ln Videos von %2 sind nicht an ihrem Ort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln video(s) have no camera that is known</source>
        <translation>
            <numerusform>%1: Zu %Ln Video ist keine Kamera bekannt</numerusform>
            <numerusform>%1: Zu %Ln Videos ist keine Kamera bekannt</numerusform>
        </translation>
    </message>
    <message>
        <source>The first is %1</source>
        <translation>Das erste ist %1</translation>
    </message>
    <message>
        <source>There is no video to learn from: %1. The preset landmarks needs none: it learns from motion alone</source>
        <translation>Es gibt kein Video zum Lernen: %1. Die Voreinstellung landmarks braucht keines: Sie lernt aus Bewegung allein</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>Rate on frames</source>
        <translation>Rate auf Bildern</translation>
    </message>
    <message>
        <source>Learning rate of AdamW, at its highest</source>
        <translation>Lernrate von AdamW, am höchsten Punkt</translation>
    </message>
    <message>
        <source>Rate on clips</source>
        <translation>Rate auf Clips</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>section, option</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>BlazePose, frozen</source>
        <translation>BlazePose, eingefroren</translation>
    </message>
    <message>
        <source>CLIP: picture’s side, pixels</source>
        <translation>CLIP: Bildseite, Pixel</translation>
    </message>
    <message>
        <source>CLIP: patch’s side, pixels</source>
        <translation>CLIP: Kachelseite, Pixel</translation>
    </message>
    <message>
        <source>CLIP: width</source>
        <translation>CLIP: Breite</translation>
    </message>
    <message>
        <source>CLIP: layers</source>
        <translation>CLIP: Schichten</translation>
    </message>
    <message>
        <source>CLIP: attention heads</source>
        <translation>CLIP: Aufmerksamkeitsköpfe</translation>
    </message>
    <message>
        <source>CLIP: hidden width</source>
        <translation>CLIP: verborgene Breite</translation>
    </message>
    <message>
        <source>Small encoder: picture’s side, pixels</source>
        <translation>Kleiner Encoder: Bildseite, Pixel</translation>
    </message>
    <message>
        <source>Small encoder: channels of its three steps</source>
        <translation>Kleiner Encoder: Kanäle seiner drei Stufen</translation>
    </message>
    <message>
        <source>Small encoder: residual blocks of its three steps</source>
        <translation>Kleiner Encoder: Residualblöcke seiner drei Stufen</translation>
    </message>
    <message>
        <source>Temporal part: blocks of each stage</source>
        <translation>Zeitlicher Teil: Blöcke jeder Stufe</translation>
    </message>
    <message>
        <source>Temporal part: attention heads of each stage</source>
        <translation>Zeitlicher Teil: Aufmerksamkeitsköpfe jeder Stufe</translation>
    </message>
    <message>
        <source>Temporal part: width</source>
        <translation>Zeitlicher Teil: Breite</translation>
    </message>
    <message>
        <source>Temporal part: hidden width over width</source>
        <translation>Zeitlicher Teil: verborgene Breite zu Breite</translation>
    </message>
    <message>
        <source>Temporal part: window (time, height, width)</source>
        <translation>Zeitlicher Teil: Fenster (Zeit, Höhe, Breite)</translation>
    </message>
    <message>
        <source>Temporal part: places averaged a side</source>
        <translation>Zeitlicher Teil: gemittelte Orte je Seite</translation>
    </message>
    <message>
        <source>Temporal part: added to the encoder’s features</source>
        <translation>Zeitlicher Teil: zu den Merkmalen des Encoders addiert</translation>
    </message>
    <message>
        <source>Head: answers with</source>
        <translation>Kopf: antwortet mit</translation>
    </message>
    <message>
        <source>Head: channels of its first convolution</source>
        <translation>Kopf: Kanäle der ersten Faltung</translation>
    </message>
    <message>
        <source>Head: channels of its second convolution</source>
        <translation>Kopf: Kanäle der zweiten Faltung</translation>
    </message>
    <message>
        <source>Heat maps</source>
        <translation>Heatmaps</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Synchronised norms</source>
        <translation>Gemeinsame Normierung</translation>
    </message>
    <message>
        <source>Of several processes: batch norms over all of the batch, which wait for each other</source>
        <translation>Bei mehreren Prozessen: Normierung über den ganzen Batch, wobei sie aufeinander warten</translation>
    </message>
</context>
<context>
    <name>solopose::TrainingPanel</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Queue (%1)</source>
        <translation>Warteschlange (%1)</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>In die Warteschlange</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete run</source>
        <translation>Lauf löschen</translation>
    </message>
    <message>
        <source>Delete %1 with its models and curves?</source>
        <translation>%1 mit Modellen und Kurven löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>run, state</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No run chosen</source>
        <translation>Kein Lauf gewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) compared</source>
        <translation>
            <numerusform>%n Lauf im Vergleich</numerusform>
            <numerusform>%n Läufe im Vergleich</numerusform>
        </translation>
    </message>
    <message>
        <source>Option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>Choose several runs to see where their options differ</source>
        <translation>Mehrere Läufe wählen, um zu sehen, worin sich ihre Optionen unterscheiden</translation>
    </message>
    <message>
        <source>These runs have the same options</source>
        <translation>Diese Läufe haben die gleichen Optionen</translation>
    </message>
    <message numerus="yes">
        <source>%n option(s) differ</source>
        <translation>
            <numerusform>%n Option ist verschieden</numerusform>
            <numerusform>%n Optionen sind verschieden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not in the project any more</source>
        <translation>%1 ist nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>Open a project to train the network on its films</source>
        <translation>Ein Projekt öffnen, um das Netz mit seinen Filmen zu trainieren</translation>
    </message>
    <message>
        <source>There is nothing to learn from</source>
        <translation>Es gibt nichts zum Lernen</translation>
    </message>
    <message>
        <source>Import a dataset together with its videos, at the places where it keeps them, or try a demo project with films. Without videos a network can learn from motion alone</source>
        <translation>Einen Datensatz mit seinen Videos importieren, wo er sie aufbewahrt, oder ein Beispielprojekt mit Filmen ausprobieren. Ohne Videos kann ein Netz aus Bewegung allein lernen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Options compared</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Worst clips</source>
        <translation>Schlechteste Clips</translation>
    </message>
    <message>
        <source>Show equal options too</source>
        <translation>Auch gleiche Optionen zeigen</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>MPJPE (mm)</source>
        <translation>MPJPE (mm)</translation>
    </message>
    <message>
        <source>Runs that start when those before them are over</source>
        <translation>Läufe, die beginnen, wenn die vor ihnen zu Ende sind</translation>
    </message>
    <message>
        <source>No runs yet: choose the options of the first one and start it</source>
        <translation>Noch keine Läufe: die Optionen des ersten wählen und ihn starten</translation>
    </message>
    <message>
        <source>“%1” is being trained and has not finished its first step. Resume run begins it from the start</source>
        <translation>„%1“ wird trainiert und hat den ersten Schritt noch nicht beendet. „Lauf fortsetzen“ beginnt von vorn</translation>
    </message>
    <message>
        <source>“%1” is being trained: step %2 of %3. Stopping writes a checkpoint after the step under way, and Resume run goes on from there</source>
        <translation>„%1“ wird trainiert: Schritt %2 von %3. Beim Anhalten wird nach dem laufenden Schritt ein Checkpoint geschrieben, und „Lauf fortsetzen“ geht von dort weiter</translation>
    </message>
    <message>
        <source>The last checkpoint so far holds step %1</source>
        <translation>Der letzte Checkpoint bisher enthält Schritt %1</translation>
    </message>
    <message>
        <source>There is no checkpoint of it yet</source>
        <translation>Bisher gibt es keinen Checkpoint davon</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) behind it in the queue stay in the list and are not begun</source>
        <translation>
            <numerusform>%n Lauf dahinter in der Warteschlange bleibt in der Liste und wird nicht begonnen</numerusform>
            <numerusform>%n Läufe dahinter in der Warteschlange bleiben in der Liste und werden nicht begonnen</numerusform>
        </translation>
    </message>
    <message>
        <source>Evaluate %1</source>
        <translation>%1 auswerten</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>Gefunden von</translation>
    </message>
    <message>
        <source>Double click or Enter opens it in Playback, the model’s prediction over the truth</source>
        <translation>Doppelklick oder Eingabe öffnet ihn unter Wiedergabe, die Vorhersage des Modells über der Wahrheit</translation>
    </message>
    <message>
        <source>Discard run</source>
        <translation>Lauf verwerfen</translation>
    </message>
    <message>
        <source>Discard %1? Its training ends, and what it has learnt is deleted.</source>
        <translation>%1 verwerfen? Das Training endet, und was gelernt wurde, wird gelöscht.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Train further</source>
        <translation>Weiter trainieren</translation>
    </message>
    <message>
        <source>%1 has done %2 of %3 steps. How many is it to have in all?</source>
        <translation>%1 hat %2 von %3 Schritten getan. Wie viele sollen es insgesamt werden?</translation>
    </message>
    <message>
        <source>Choose one run in the table</source>
        <translation>Einen Lauf in der Tabelle wählen</translation>
    </message>
    <message>
        <source>This run waits in the queue and begins by itself</source>
        <translation>Dieser Lauf steht in der Warteschlange und beginnt von selbst</translation>
    </message>
    <message>
        <source>This run is being trained</source>
        <translation>Dieser Lauf wird gerade trainiert</translation>
    </message>
    <message>
        <source>This run has done all its steps: Train further gives it more</source>
        <translation>Dieser Lauf hat alle seine Schritte getan: „Weiter trainieren“ gibt ihm mehr</translation>
    </message>
    <message>
        <source>Another process trains this run, and holds it</source>
        <translation>Ein anderer Prozess trainiert diesen Lauf und hält ihn an</translation>
    </message>
    <message>
        <source>This run is held: end the pause or stop it first</source>
        <translation>Dieser Lauf ist angehalten: zuerst die Pause oder den Lauf beenden</translation>
    </message>
    <message>
        <source>This run has not begun: Resume run begins it</source>
        <translation>Dieser Lauf hat noch nicht begonnen: „Lauf fortsetzen“ beginnt ihn</translation>
    </message>
    <message>
        <source>This run ended because its error did not fall any more, and more steps would not begin. Load its options and raise “Stop after”</source>
        <translation>Dieser Lauf endete, weil sein Fehler nicht mehr sank; weitere Schritte würden nicht beginnen. Seine Optionen laden und „Beenden nach“ erhöhen</translation>
    </message>
    <message>
        <source>Goes on with the chosen run where it was paused, stopped or interrupted</source>
        <translation>Geht mit dem gewählten Lauf dort weiter, wo er angehalten, beendet oder unterbrochen wurde</translation>
    </message>
    <message>
        <source>Gives the chosen run more steps and goes on behind its last one</source>
        <translation>Gibt dem gewählten Lauf mehr Schritte und geht hinter dem letzten weiter</translation>
    </message>
    <message>
        <source>Each run has worst clips of its own: choose one run to see them</source>
        <translation>Jeder Lauf hat eigene schlechteste Clips: einen Lauf wählen, um sie zu sehen</translation>
    </message>
    <message>
        <source>Choose a run to see which clips it gets wrong most</source>
        <translation>Einen Lauf wählen, um zu sehen, bei welchen Clips er am weitesten danebenliegt</translation>
    </message>
    <message>
        <source>Nothing of this run has been measured yet: its first validation finds the worst clips, and so does Evaluate</source>
        <translation>Von diesem Lauf ist noch nichts gemessen: Die schlechtesten Clips findet seine erste Validierung, und auch Auswerten</translation>
    </message>
</context>
<context>
    <name>solopose::TrainingQueue</name>
    <message>
        <source>Train %1</source>
        <translation>%1 trainieren</translation>
    </message>
</context>
<context>
    <name>solopose::TransferEditor</name>
    <message>
        <source>Transfer function</source>
        <translation>Übertragungsfunktion</translation>
    </message>
    <message>
        <source>Opacity over value. Drag a point, click to add one, right-click to remove it. Keys: arrows, Page Up and Page Down, Insert, Delete</source>
        <translation>Deckkraft über dem Wert. Punkte ziehen, mit Klick hinzufügen, mit Rechtsklick entfernen. Tasten: Pfeile, Bild auf und Bild ab, Einfg, Entf</translation>
    </message>
    <message>
        <source>%1: opacity %2 % per 100 mm</source>
        <translation>%1: Deckkraft %2 % je 100 mm</translation>
    </message>
</context>
<context>
    <name>solopose::TrashDialog</name>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Out of the folder of pose files; emptying the trash then deletes it</source>
        <translation>Aus dem Ordner der Posendateien; wird der Papierkorb geleert, ist sie gelöscht</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>Papierkorb leeren …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing has been removed from this project, and every file in it is known</source>
        <translation>Aus diesem Projekt wurde nichts entfernt, und jede Datei darin ist bekannt</translation>
    </message>
    <message>
        <source>An import is under way, so files that nobody knows are not listed now</source>
        <translation>Gerade läuft ein Import, deshalb stehen unbekannte Dateien jetzt nicht in der Liste</translation>
    </message>
    <message>
        <source>file that the project does not know</source>
        <translation>Datei, die das Projekt nicht kennt</translation>
    </message>
    <message>
        <source>left by an import that was cut off</source>
        <translation>Rest eines abgebrochenen Imports</translation>
    </message>
    <message>
        <source>file in the trash</source>
        <translation>Datei im Papierkorb</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>Papierkorb leeren</translation>
    </message>
    <message>
        <source>Removed datasets cannot be brought back then, not by undo either. Files that the project does not know stay where they are.</source>
        <translation>Entfernte Datensätze lassen sich dann nicht mehr zurückholen, auch nicht mit Rückgängig. Dateien, die das Projekt nicht kennt, bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s), %1. Nothing is deleted until the trash is emptied</source>
        <translation>
            <numerusform>%Ln Eintrag, %1. Gelöscht wird erst, wenn der Papierkorb geleert wird</numerusform>
            <numerusform>%Ln Einträge, %1. Gelöscht wird erst, wenn der Papierkorb geleert wird</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>removed, %Ln sequence(s) imported on %1</source>
        <translation>
            <numerusform>entfernt, %Ln Sequenz, importiert am %1</numerusform>
            <numerusform>entfernt, %Ln Sequenzen, importiert am %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln item(s), %1, for good?</source>
        <translation>
            <numerusform>%Ln Eintrag, %1, endgültig löschen?</numerusform>
            <numerusform>%Ln Einträge, %1, endgültig löschen?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::UniversalFramePanel</name>
    <message>
        <source>Key frames of all</source>
        <translation>Schlüsselbilder aller</translation>
    </message>
    <message>
        <source>Current take&apos;s views</source>
        <translation>Ansichten des Takes</translation>
    </message>
    <message>
        <source>Cursor only</source>
        <translation>Nur die aktuelle</translation>
    </message>
    <message>
        <source>Which skeletons to show</source>
        <translation>Welche Skelette gezeigt werden</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Fixed views</source>
        <translation>Feste Ansichten</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Axes, floor and reference points</source>
        <translation>Achsen, Boden und Bezugspunkte</translation>
    </message>
    <message>
        <source> frames</source>
        <translation> Bilder</translation>
    </message>
    <message>
        <source>How far the ghost trail goes back and forth</source>
        <translation>Wie weit die Geisterspur zurück und vor reicht</translation>
    </message>
    <message>
        <source>%1 of %2 sequences</source>
        <translation>%1 von %2 Sequenzen</translation>
    </message>
    <message>
        <source>At most %1 skeletons are shown at once, the same share of every dataset</source>
        <translation>Höchstens %1 Skelette werden zugleich gezeigt, von jedem Datensatz der gleiche Anteil</translation>
    </message>
    <message>
        <source>%1, frame %2, %3</source>
        <translation>%1, Bild %2, %3</translation>
    </message>
    <message>
        <source>From the front, left: before, in the world; right: after, in the universal frame</source>
        <translation>Von vorn gesehen links: vorher, in der Welt; rechts: nachher, im universellen Koordinatensystem</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln Sequenz</numerusform>
            <numerusform>%Ln Sequenzen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::VideoPlayer</name>
    <message>
        <source>Videos (*.%1)</source>
        <translation>Videos (*.%1)</translation>
    </message>
</context>
<context>
    <name>solopose::VideoStage</name>
    <message>
        <source>%1 was deleted or moved: what is still open plays on</source>
        <translation>%1 wurde gelöscht oder verschoben: was noch offen ist, spielt weiter</translation>
    </message>
    <message>
        <source>No picture: there is none for this frame in the folder</source>
        <translation>Kein Bild: im Ordner gibt es für diesen Zeitpunkt keines</translation>
    </message>
    <message>
        <source>The video has ended: its last frame is shown</source>
        <translation>Das Video ist zu Ende: das letzte Bild ist zu sehen</translation>
    </message>
</context>
<context>
    <name>solopose::VideoView</name>
    <message>
        <source>Drag from the person&apos;s middle outwards, Esc gives up</source>
        <translation>Von der Mitte der Person nach außen ziehen, Esc bricht ab</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
</context>
<context>
    <name>solopose::ViewCommands</name>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>An&amp;ordnung zurücksetzen</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;Befehlspalette…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Tastenkürzel…</translation>
    </message>
    <message>
        <source>Open &amp;diagnostics file</source>
        <translation>Diagnosedatei ö&amp;ffnen</translation>
    </message>
    <message>
        <source>%1: there is no diagnostics file</source>
        <translation>%1: Es gibt keine Diagnosedatei</translation>
    </message>
    <message>
        <source>&amp;About SoloPose Studio</source>
        <translation>&amp;Über SoloPose Studio</translation>
    </message>
    <message>
        <source>About SoloPose Studio</source>
        <translation>Über SoloPose Studio</translation>
    </message>
    <message>
        <source>Brings 3D human-pose datasets into one universal frame.

The method is that of “SoloPose: One-Shot Kinematic 3D Human Pose Estimation with Video Data Augmentation” (arXiv 2312.10195).

Free software under the GNU General Public License, version 3 or later</source>
        <translation>Bringt Datensätze mit 3D-Posen von Menschen in ein universelles Koordinatensystem.

Das Verfahren stammt aus „SoloPose: One-Shot Kinematic 3D Human Pose Estimation with Video Data Augmentation“ (arXiv 2312.10195).

Freie Software unter der GNU General Public License, Version 3 oder neuer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>People in videos are found by Google’s BlazePose, under the Apache License, version 2.0: %1</source>
        <translation>Personen in Videos findet BlazePose von Google, unter der Apache-Lizenz, Version 2.0: %1</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>&amp;First steps</source>
        <translation>&amp;Erste Schritte</translation>
    </message>
    <message>
        <source>&amp;Report a problem…</source>
        <translation>Ein &amp;Problem melden…</translation>
    </message>
    <message>
        <source>Report a problem: look it through, save it, and send it</source>
        <translation>Ein Problem melden: durchsehen, speichern und schicken</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>Diese Ansicht &amp;speichern …</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>&amp;Open a view…</source>
        <translation>Ansicht öff&amp;nen …</translation>
    </message>
    <message>
        <source>Open a view</source>
        <translation>Ansicht öffnen</translation>
    </message>
    <message>
        <source>Views (*.json)</source>
        <translation>Ansichten (*.json)</translation>
    </message>
    <message>
        <source>%1 is not in this project; the rest of the view is shown</source>
        <translation>%1 gibt es in diesem Projekt nicht; der Rest der Ansicht ist zu sehen</translation>
    </message>
</context>
<context>
    <name>solopose::WorkspaceRail</name>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
</context>
</TS>
