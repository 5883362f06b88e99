-- Who a list's mails to one person are from, such as confirmations, where that is not who its digests are from. At once.

ALTER TABLE list ADD COLUMN system_sender TEXT;  -- Name <address>; none: the list's sender
