"""Engines behind one port: what an engine must do, and the embedded one made of Whoosh."""
