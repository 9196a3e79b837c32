/** The program that lays a move on a scene. */
export const blenderScript = `# Camera moves, Kumi Works. MIT licence.
# Open in Blender's text editor and run; then choose a CSV with the columns
# frame, x, y, z, look_x, look_y, look_z (metres, 24 frames a second).
import csv
import os

import bpy
from bpy.props import FloatProperty, StringProperty
from bpy_extras.io_utils import ImportHelper


def read_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield (
                int(row["frame"]),
                tuple(float(row[key]) for key in ("x", "y", "z")),
                tuple(float(row[key]) for key in ("look_x", "look_y", "look_z")),
            )


def make_pair(context, name):
    camera = bpy.data.objects.new(name, bpy.data.cameras.new(name))
    target = bpy.data.objects.new(name + " target", None)
    target.empty_display_type = "SPHERE"
    target.empty_display_size = 0.1
    for thing in (camera, target):
        context.collection.objects.link(thing)
    track = camera.constraints.new("TRACK_TO")
    track.target = target
    track.track_axis = "TRACK_NEGATIVE_Z"
    track.up_axis = "UP_Y"
    return camera, target


class ImportCameraMove(bpy.types.Operator, ImportHelper):
    """Makes a camera that follows a move, and what it looks at"""

    bl_idname = "import_scene.camera_move"
    bl_label = "Import camera move"
    filename_ext = ".csv"
    filter_glob: StringProperty(default="*.csv", options={"HIDDEN"})
    scale: FloatProperty(name="Scale", default=1.0, min=0.01)

    def execute(self, context):
        name = os.path.splitext(os.path.basename(self.filepath))[0]
        camera, target = make_pair(context, name)
        last = context.scene.frame_end
        for frame, eye, look in read_rows(self.filepath):
            camera.location = [value * self.scale for value in eye]
            target.location = [value * self.scale for value in look]
            camera.keyframe_insert("location", frame=frame)
            target.keyframe_insert("location", frame=frame)
            last = frame
        context.scene.frame_end = max(context.scene.frame_end, last)
        context.scene.camera = camera
        return {"FINISHED"}


if __name__ == "__main__":
    bpy.utils.register_class(ImportCameraMove)
    bpy.ops.import_scene.camera_move("INVOKE_DEFAULT")
`;
