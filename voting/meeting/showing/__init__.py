"""What each page shows, drawn as plain values: chair, projector, scrutineer, phone, tablet, desk."""
