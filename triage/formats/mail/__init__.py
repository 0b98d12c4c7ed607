"""Letters and mailboxes, with their attachments."""
