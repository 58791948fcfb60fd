<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>solopose::AlignmentSide</name>
    <message numerus="yes">
        <source>Frames that people reject (%Ln)</source>
        <translation>
            <numerusform>Frames that people reject (%Ln)</numerusform>
            <numerusform>Frames that people reject (%Ln)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::CheckText</name>
    <message numerus="yes">
        <source>%Ln thing(s) are damaged</source>
        <translation>
            <numerusform>%Ln thing is damaged</numerusform>
            <numerusform>%Ln things are damaged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln sequence</numerusform>
            <numerusform>%Ln sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pose file(s) read whole (%1)</source>
        <translation>
            <numerusform>%Ln pose file read whole (%1)</numerusform>
            <numerusform>%Ln pose files read whole (%1)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::CurvesView</name>
    <message numerus="yes">
        <source>%Ln value(s) lie outside: Without outliers is on</source>
        <translation>
            <numerusform>%Ln value lies outside: Without outliers is on</numerusform>
            <numerusform>%Ln values lie outside: Without outliers is on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DataPanel</name>
    <message numerus="yes">
        <source> (%Ln sequence(s) excluded)</source>
        <translation>
            <numerusform> (%Ln sequence excluded)</numerusform>
            <numerusform> (%Ln sequences excluded)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %Ln video(s) is here; poses need none</source>
        <translation>
            <numerusform>The %Ln video is not here; poses need none</numerusform>
            <numerusform>None of the %Ln videos is here; poses need none</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln video(s) are not here; poses need none</source>
        <translation>
            <numerusform>%1 of %Ln video is not here; poses need none</numerusform>
            <numerusform>%1 of %Ln videos are not here; poses need none</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetFiguresModel</name>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln sequence</numerusform>
            <numerusform>%Ln sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a key frame</source>
        <translation>
            <numerusform>%Ln without a key frame</numerusform>
            <numerusform>%Ln without a key frame</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln take(s) with synchronised views</source>
        <translation>
            <numerusform>%Ln take with synchronised views</numerusform>
            <numerusform>%Ln takes with synchronised views</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln take(s) not comparable before: no extrinsics</source>
        <translation>
            <numerusform>%Ln take not comparable before: no extrinsics</numerusform>
            <numerusform>%Ln takes not comparable before: no extrinsics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTableModel</name>
    <message numerus="yes">
        <source>%Ln sequence(s) excluded</source>
        <translation>
            <numerusform>%Ln sequence excluded</numerusform>
            <numerusform>%Ln sequences excluded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTree</name>
    <message numerus="yes">
        <source>Remove %Ln dataset(s)</source>
        <translation>
            <numerusform>Remove %Ln dataset</numerusform>
            <numerusform>Remove %Ln datasets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Include %Ln sequence(s) again</source>
        <translation>
            <numerusform>Include %Ln sequence again</numerusform>
            <numerusform>Include %Ln sequences again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exclude %Ln sequence(s)</source>
        <translation>
            <numerusform>Exclude %Ln sequence</numerusform>
            <numerusform>Exclude %Ln sequences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTreeModel</name>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln sequence</numerusform>
            <numerusform>%Ln sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) skipped</source>
        <translation>
            <numerusform>%Ln file skipped</numerusform>
            <numerusform>%Ln files skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s) excluded</source>
        <translation>
            <numerusform>%Ln sequence excluded</numerusform>
            <numerusform>%Ln sequences excluded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::EvaluateDialog</name>
    <message numerus="yes">
        <source>Count frames that people reject (%Ln)</source>
        <translation>
            <numerusform>Count frames that people reject (%Ln)</numerusform>
            <numerusform>Count frames that people reject (%Ln)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::EvaluationWords</name>
    <message numerus="yes">
        <source>%n joint(s), mean over the actions’ means</source>
        <translation>
            <numerusform>%n joint, mean over the actions’ means</numerusform>
            <numerusform>%n joints, mean over the actions’ means</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n joint(s), mean over all frames</source>
        <translation>
            <numerusform>%n joint, mean over all frames</numerusform>
            <numerusform>%n joints, mean over all frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::ExportDialog</name>
    <message numerus="yes">
        <source>Frames that people reject (%Ln)</source>
        <translation>
            <numerusform>Frames that people reject (%Ln)</numerusform>
            <numerusform>Frames that people reject (%Ln)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::Facts</name>
    <message numerus="yes">
        <source>%1, %Ln joint(s)</source>
        <translation>
            <numerusform>%1, %Ln joint</numerusform>
            <numerusform>%1, %Ln joints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln camera(s), first: %1</source>
        <translation>
            <numerusform>%Ln camera: %1</numerusform>
            <numerusform>%Ln cameras, first: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::FiguresTable</name>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::FilmDialog</name>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s), numbered from 000000.png on; the folder must be new or empty</source>
        <translation>
            <numerusform>%Ln picture, numbered from 000000.png on; the folder must be new or empty</numerusform>
            <numerusform>%Ln pictures, numbered from 000000.png on; the folder must be new or empty</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::Finding</name>
    <message numerus="yes">
        <source>%Ln joint(s)</source>
        <translation>
            <numerusform>%Ln joint</numerusform>
            <numerusform>%Ln joints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::HeatMapsPanel</name>
    <message numerus="yes">
        <source>%Ln voxel(s) hold no number</source>
        <translation>
            <numerusform>%Ln voxel holds no number</numerusform>
            <numerusform>%Ln voxels hold no number</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::ImportPlanView</name>
    <message numerus="yes">
        <source>%Ln sequence(s) would arrive</source>
        <translation>
            <numerusform>%Ln sequence would arrive</numerusform>
            <numerusform>%Ln sequences would arrive</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) would be left out</source>
        <translation>
            <numerusform>%Ln file would be left out</numerusform>
            <numerusform>%Ln files would be left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::JobBar</name>
    <message numerus="yes">
        <source>%Ln queued</source>
        <translation>
            <numerusform>%Ln queued</numerusform>
            <numerusform>%Ln queued</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::JobText</name>
    <message numerus="yes">
        <source>%Ln second(s) left</source>
        <translation>
            <numerusform>%Ln second left</numerusform>
            <numerusform>%Ln seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>about %Ln minute left</numerusform>
            <numerusform>about %Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s) left</source>
        <translation>
            <numerusform>about %Ln hour left</numerusform>
            <numerusform>about %Ln hours left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::KeyFrameFacts</name>
    <message numerus="yes">
        <source>%1 for %Ln views</source>
        <comment>chosen by …</comment>
        <translation>
            <numerusform>%1 for %Ln view</numerusform>
            <numerusform>%1 for %Ln views</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln frame(s)</source>
        <comment>cluster: size</comment>
        <translation>
            <numerusform>%1: %Ln frame</numerusform>
            <numerusform>%1: %Ln frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::MessageArea</name>
    <message numerus="yes">
        <source>Imported %Ln sequence(s)</source>
        <translation>
            <numerusform>Imported %Ln sequence</numerusform>
            <numerusform>Imported %Ln sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln file could not be read</numerusform>
            <numerusform>%Ln files could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln remark(s)</source>
        <translation>
            <numerusform>%Ln remark</numerusform>
            <numerusform>%Ln remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) were here already</source>
        <translation>
            <numerusform>%Ln file was here already</numerusform>
            <numerusform>%Ln files were here already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln sequence</numerusform>
            <numerusform>%Ln sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 read again: %Ln sequence(s)</source>
        <translation>
            <numerusform>%1 read again: %Ln sequence</numerusform>
            <numerusform>%1 read again: %Ln sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s) gone (%1). The earlier reading lies in the project’s trash</source>
        <translation>
            <numerusform>%Ln sequence gone (%1). The earlier reading lies in the project’s trash</numerusform>
            <numerusform>%Ln sequences gone (%1). The earlier reading lies in the project’s trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln verdict(s) brought in</source>
        <translation>
            <numerusform>%Ln verdict brought in</numerusform>
            <numerusform>%Ln verdicts brought in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln verdict(s) were here already</source>
        <translation>
            <numerusform>%Ln verdict was here already</numerusform>
            <numerusform>%Ln verdicts were here already</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::PlaybackPanel</name>
    <message numerus="yes">
        <source>None of its %Ln videos is there, for instance:
%1</source>
        <translation>
            <numerusform>Its video is not there:
%1</numerusform>
            <numerusform>None of its %Ln videos is there, for instance:
%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people found: click another to follow it</source>
        <translation>
            <numerusform>%Ln person found: click another to follow it</numerusform>
            <numerusform>%Ln people found: click another to follow it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::ProblemsView</name>
    <message numerus="yes">
        <source>%Ln file(s) skipped</source>
        <translation>
            <numerusform>%Ln file skipped</numerusform>
            <numerusform>%Ln files skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln remark(s)</source>
        <translation>
            <numerusform>%Ln remark</numerusform>
            <numerusform>%Ln remarks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::QualityPanel</name>
    <message numerus="yes">
        <source>the filter hides %Ln open one(s)</source>
        <translation>
            <numerusform>the filter hides %Ln open one</numerusform>
            <numerusform>the filter hides %Ln open ones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln finding(s) of these frames open again</source>
        <translation>
            <numerusform>%Ln finding of these frames open again</numerusform>
            <numerusform>%Ln findings of these frames open again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <comment>judged as wholes</comment>
        <translation>
            <numerusform>%Ln sequence</numerusform>
            <numerusform>%Ln sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) of frames</source>
        <comment>repaired</comment>
        <translation>
            <numerusform>%Ln run of frames</numerusform>
            <numerusform>%Ln runs of frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repair(s) taken back</source>
        <translation>
            <numerusform>%Ln repair taken back</numerusform>
            <numerusform>%Ln repairs taken back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new finding(s) in %1: %2</source>
        <translation>
            <numerusform>%Ln new finding in %1: %2</numerusform>
            <numerusform>%Ln new findings in %1: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln finding(s) of these frames</source>
        <comment>judged together</comment>
        <translation>
            <numerusform>%Ln finding of these frames</numerusform>
            <numerusform>%Ln findings of these frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln finding(s)</source>
        <comment>of a sequence</comment>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <comment>of the findings</comment>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::ReadingsPage</name>
    <message numerus="yes">
        <source>%Ln joint(s) outside the cube</source>
        <translation>
            <numerusform>%Ln joint outside the cube</numerusform>
            <numerusform>%Ln joints outside the cube</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in the whole sequence</source>
        <translation>
            <numerusform>%Ln in the whole sequence</numerusform>
            <numerusform>%Ln in the whole sequence</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::Session</name>
    <message numerus="yes">
        <source>%1 (and %Ln more problem(s))</source>
        <translation>
            <numerusform>%1 (and %Ln more problem)</numerusform>
            <numerusform>%1 (and %Ln more problems)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln file(s) or folder(s)</source>
        <translation>
            <numerusform>Import %Ln file or folder</numerusform>
            <numerusform>Import %Ln files or folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::SessionCommand</name>
    <message numerus="yes">
        <source>exclude %Ln sequence(s)</source>
        <translation>
            <numerusform>exclude %Ln sequence</numerusform>
            <numerusform>exclude %Ln sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>include %Ln sequence(s) again</source>
        <translation>
            <numerusform>include %Ln sequence again</numerusform>
            <numerusform>include %Ln sequences again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %Ln dataset(s)</source>
        <translation>
            <numerusform>remove %Ln dataset</numerusform>
            <numerusform>remove %Ln datasets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stretch(es) of frames</source>
        <translation>
            <numerusform>%Ln stretch of frames</numerusform>
            <numerusform>%Ln stretches of frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>relink %Ln video(s)</source>
        <translation>
            <numerusform>relink %Ln video</numerusform>
            <numerusform>relink %Ln videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %Ln sequence(s)</source>
        <translation>
            <numerusform>%1 in %Ln sequence</numerusform>
            <numerusform>%1 in %Ln sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %Ln verdict(s) back on %1</source>
        <translation>
            <numerusform>take %Ln verdict back on %1</numerusform>
            <numerusform>take %Ln verdicts back on %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %Ln repair(s) back in %1</source>
        <translation>
            <numerusform>take %Ln repair back in %1</numerusform>
            <numerusform>take %Ln repairs back in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TakeFiguresModel</name>
    <message numerus="yes">
        <source>%Ln synchronised view(s)</source>
        <translation>
            <numerusform>%Ln synchronised view</numerusform>
            <numerusform>%Ln synchronised views</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TimelineRuler</name>
    <message numerus="yes">
        <source>%Ln joint(s) missing</source>
        <translation>
            <numerusform>%Ln joint missing</numerusform>
            <numerusform>%Ln joints missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TimelineSpan</name>
    <message numerus="yes">
        <source>and %Ln more finding(s)</source>
        <translation>
            <numerusform>and %Ln more finding</numerusform>
            <numerusform>and %Ln more findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TrainingForm</name>
    <message numerus="yes">
        <source>%Ln rejected frame(s) are learnt from, too</source>
        <translation>
            <numerusform>%Ln rejected frame is learnt from, too</numerusform>
            <numerusform>%Ln rejected frames are learnt from, too</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected frame(s) stay out</source>
        <translation>
            <numerusform>%Ln rejected frame stays out</numerusform>
            <numerusform>%Ln rejected frames stay out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln video(s) of %2 are not in their place</source>
        <translation>
            <numerusform>%1: %Ln video of %2 is not in its place</numerusform>
            <numerusform>%1: %Ln videos of %2 are not in their place</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln video(s) have no camera that is known</source>
        <translation>
            <numerusform>%1: %Ln video has no camera that is known</numerusform>
            <numerusform>%1: %Ln videos have no camera that is known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TrainingPanel</name>
    <message numerus="yes">
        <source>%n run(s) compared</source>
        <translation>
            <numerusform>%n run compared</numerusform>
            <numerusform>%n runs compared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n option(s) differ</source>
        <translation>
            <numerusform>%n option differs</numerusform>
            <numerusform>%n options differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) behind it in the queue stay in the list and are not begun</source>
        <translation>
            <numerusform>%n run behind it in the queue stays in the list and is not begun</numerusform>
            <numerusform>%n runs behind it in the queue stay in the list and are not begun</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TrashDialog</name>
    <message numerus="yes">
        <source>removed, %Ln sequence(s) imported on %1</source>
        <translation>
            <numerusform>removed, %Ln sequence imported on %1</numerusform>
            <numerusform>removed, %Ln sequences imported on %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s), %1. Nothing is deleted until the trash is emptied</source>
        <translation>
            <numerusform>%Ln item, %1. Nothing is deleted until the trash is emptied</numerusform>
            <numerusform>%Ln items, %1. Nothing is deleted until the trash is emptied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln item(s), %1, for good?</source>
        <translation>
            <numerusform>Delete %Ln item, %1, for good?</numerusform>
            <numerusform>Delete %Ln items, %1, for good?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::UniversalFramePanel</name>
    <message numerus="yes">
        <source>%Ln sequence(s)</source>
        <translation>
            <numerusform>%Ln sequence</numerusform>
            <numerusform>%Ln sequences</numerusform>
        </translation>
    </message>
</context>
</TS>
