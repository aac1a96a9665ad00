"""An RTSP camera for tests: rtsp_camera.py VIDEO PORT serves an H.264 file at rtsp://127.0.0.1:PORT/street, from its start
to whoever connects. Prints 'ready' when it listens. Needs Debian's gir1.2-gst-rtsp-server-1.0 and gstreamer1.0-plugins-good.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(sys.argv[2])
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(f'( filesrc location="{sys.argv[1]}" ! qtdemux ! rtph264pay name=pay0 pt=96 config-interval=1 )')
server.get_mount_points().add_factory("/street", factory)
if not server.attach(None):
    sys.exit("the port is taken")
print("ready", flush=True)
GLib.MainLoop().run()
