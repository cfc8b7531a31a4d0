"""Front: home pages by role, navigation, the cast and the demo. It composes and decides nothing."""
