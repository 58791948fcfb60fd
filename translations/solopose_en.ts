<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>solopose::CheckText</name>
    <message numerus="yes">
        <source>%n thing(s) are damaged</source>
        <translation>
            <numerusform>%n thing is damaged</numerusform>
            <numerusform>%n things are damaged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sequence(s)</source>
        <translation>
            <numerusform>%n sequence</numerusform>
            <numerusform>%n sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pose file(s) read whole (%1)</source>
        <translation>
            <numerusform>%n pose file read whole (%1)</numerusform>
            <numerusform>%n pose files read whole (%1)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DataPanel</name>
    <message numerus="yes">
        <source> (%n sequence(s) excluded)</source>
        <translation>
            <numerusform> (%n sequence excluded)</numerusform>
            <numerusform> (%n sequences excluded)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) are not in their place</source>
        <translation>
            <numerusform>%n video is not in its place</numerusform>
            <numerusform>%n videos are not in their place</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetFiguresModel</name>
    <message numerus="yes">
        <source>%n sequence(s)</source>
        <translation>
            <numerusform>%n sequence</numerusform>
            <numerusform>%n sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a key frame</source>
        <translation>
            <numerusform>%n without a key frame</numerusform>
            <numerusform>%n without a key frame</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) with synchronised views</source>
        <translation>
            <numerusform>%n take with synchronised views</numerusform>
            <numerusform>%n takes with synchronised views</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) not comparable before: no extrinsics</source>
        <translation>
            <numerusform>%n take not comparable before: no extrinsics</numerusform>
            <numerusform>%n takes not comparable before: no extrinsics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTableModel</name>
    <message numerus="yes">
        <source>%n sequence(s) excluded</source>
        <translation>
            <numerusform>%n sequence excluded</numerusform>
            <numerusform>%n sequences excluded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTree</name>
    <message numerus="yes">
        <source>Remove %n dataset(s)</source>
        <translation>
            <numerusform>Remove %n dataset</numerusform>
            <numerusform>Remove %n datasets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Include %n sequence(s) again</source>
        <translation>
            <numerusform>Include %n sequence again</numerusform>
            <numerusform>Include %n sequences again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exclude %n sequence(s)</source>
        <translation>
            <numerusform>Exclude %n sequence</numerusform>
            <numerusform>Exclude %n sequences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::DatasetTreeModel</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sequence(s)</source>
        <translation>
            <numerusform>%n sequence</numerusform>
            <numerusform>%n sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) skipped</source>
        <translation>
            <numerusform>%n file skipped</numerusform>
            <numerusform>%n files skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sequence(s) excluded</source>
        <translation>
            <numerusform>%n sequence excluded</numerusform>
            <numerusform>%n sequences excluded</numerusform>
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
    <name>solopose::Facts</name>
    <message numerus="yes">
        <source>%1, %n joint(s)</source>
        <translation>
            <numerusform>%1, %n joint</numerusform>
            <numerusform>%1, %n joints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s), first: %1</source>
        <translation>
            <numerusform>%n camera: %1</numerusform>
            <numerusform>%n cameras, first: %1</numerusform>
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
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s), numbered from 000000.png on; the folder must be new or empty</source>
        <translation>
            <numerusform>%n picture, numbered from 000000.png on; the folder must be new or empty</numerusform>
            <numerusform>%n pictures, numbered from 000000.png on; the folder must be new or empty</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::HeatMapsPanel</name>
    <message numerus="yes">
        <source>%n voxel(s) hold no number</source>
        <translation>
            <numerusform>%n voxel holds no number</numerusform>
            <numerusform>%n voxels hold no number</numerusform>
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
        <source>%n queued</source>
        <translation>
            <numerusform>%n queued</numerusform>
            <numerusform>%n queued</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::JobText</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::KeyFrameFacts</name>
    <message numerus="yes">
        <source>%1 for %n views</source>
        <comment>chosen by …</comment>
        <translation>
            <numerusform>%1 for %n view</numerusform>
            <numerusform>%1 for %n views</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n frame(s)</source>
        <comment>cluster: size</comment>
        <translation>
            <numerusform>%1: %n frame</numerusform>
            <numerusform>%1: %n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::MessageArea</name>
    <message numerus="yes">
        <source>Imported %n sequence(s)</source>
        <translation>
            <numerusform>Imported %n sequence</numerusform>
            <numerusform>Imported %n sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%n file could not be read</numerusform>
            <numerusform>%n files could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s)</source>
        <translation>
            <numerusform>%n remark</numerusform>
            <numerusform>%n remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were here already</source>
        <translation>
            <numerusform>%n file was here already</numerusform>
            <numerusform>%n files were here already</numerusform>
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
        <source>None of its %n videos is there, for instance:
%1</source>
        <translation>
            <numerusform>Its video is not there:
%1</numerusform>
            <numerusform>None of its %n videos is there, for instance:
%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people found: click another to follow it</source>
        <translation>
            <numerusform>%n person found: click another to follow it</numerusform>
            <numerusform>%n people found: click another to follow it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::ProblemsView</name>
    <message numerus="yes">
        <source>%n file(s) skipped</source>
        <translation>
            <numerusform>%n file skipped</numerusform>
            <numerusform>%n files skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s)</source>
        <translation>
            <numerusform>%n remark</numerusform>
            <numerusform>%n remarks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::ProjectCommands</name>
</context>
<context>
    <name>solopose::ReadingsPage</name>
    <message numerus="yes">
        <source>%n joint(s) outside the cube in this frame</source>
        <translation>
            <numerusform>%n joint outside the cube in this frame</numerusform>
            <numerusform>%n joints outside the cube in this frame</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the whole sequence</source>
        <translation>
            <numerusform>%n in the whole sequence</numerusform>
            <numerusform>%n in the whole sequence</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::Session</name>
    <message numerus="yes">
        <source>%1 (and %n more problem(s))</source>
        <translation>
            <numerusform>%1 (and %n more problem)</numerusform>
            <numerusform>%1 (and %n more problems)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n file(s) or folder(s)</source>
        <translation>
            <numerusform>Import %n file or folder</numerusform>
            <numerusform>Import %n files or folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::SessionCommand</name>
    <message numerus="yes">
        <source>exclude %n sequence(s)</source>
        <translation>
            <numerusform>exclude %n sequence</numerusform>
            <numerusform>exclude %n sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>include %n sequence(s) again</source>
        <translation>
            <numerusform>include %n sequence again</numerusform>
            <numerusform>include %n sequences again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %n dataset(s)</source>
        <translation>
            <numerusform>remove %n dataset</numerusform>
            <numerusform>remove %n datasets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stretch(es) of frames</source>
        <translation>
            <numerusform>%n stretch of frames</numerusform>
            <numerusform>%n stretches of frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n verdict(s) back</source>
        <translation>
            <numerusform>take %n verdict back</numerusform>
            <numerusform>take %n verdicts back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n repair(s) back</source>
        <translation>
            <numerusform>take %n repair back</numerusform>
            <numerusform>take %n repairs back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>relink %n video(s)</source>
        <translation>
            <numerusform>relink %n video</numerusform>
            <numerusform>relink %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TakeFiguresModel</name>
    <message numerus="yes">
        <source>%n synchronised view(s)</source>
        <translation>
            <numerusform>%n synchronised view</numerusform>
            <numerusform>%n synchronised views</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TimelineRuler</name>
    <message numerus="yes">
        <source>%n joint(s) missing</source>
        <translation>
            <numerusform>%n joint missing</numerusform>
            <numerusform>%n joints missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::TimelineSpan</name>
    <message numerus="yes">
        <source>and %n more finding(s)</source>
        <translation>
            <numerusform>and %n more finding</numerusform>
            <numerusform>and %n more findings</numerusform>
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
        <source>removed, %n sequence(s) imported on %1</source>
        <translation>
            <numerusform>removed, %n sequence imported on %1</numerusform>
            <numerusform>removed, %n sequences imported on %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s), %1. Nothing is deleted until the trash is emptied</source>
        <translation>
            <numerusform>%n item, %1. Nothing is deleted until the trash is emptied</numerusform>
            <numerusform>%n items, %1. Nothing is deleted until the trash is emptied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n item(s), %1, for good?</source>
        <translation>
            <numerusform>Delete %n item, %1, for good?</numerusform>
            <numerusform>Delete %n items, %1, for good?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>solopose::UniversalFramePanel</name>
    <message numerus="yes">
        <source>%n sequence(s)</source>
        <translation>
            <numerusform>%n sequence</numerusform>
            <numerusform>%n sequences</numerusform>
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
    <name>solopose::AlignmentSide</name>
    <message numerus="yes">
        <source>Frames that people reject (%Ln)</source>
        <translation>
            <numerusform>Frames that people reject (%Ln)</numerusform>
            <numerusform>Frames that people reject (%Ln)</numerusform>
        </translation>
    </message>
</context>
</TS>
