"""E-mails and mailboxes, with their attachments."""
