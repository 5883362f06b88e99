//! The machine that the database's file lies on.

use std::path::Path;

use super::Finding;

const MEGABYTE: u64 = 1 << 20;
/// Less room than this is worth a look.
const SCANT: u64 = 1024 * MEGABYTE;
/// With less than this the next digest may not find room.
const TOO_LITTLE: u64 = 100 * MEGABYTE;

/// Whether there is room for a SQLite file to grow, and for the copy that an upgrade makes of it.
pub fn examine_room(file: &Path) -> Finding {
    let about = "disk";
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let shown = folder.display();
    match rustix::fs::statvfs(folder) {
        Ok(room) => {
            let size = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
            judge_room(room.f_bavail.saturating_mul(room.f_frsize), size, &shown.to_string())
        }
        Err(error) => Finding::wrong(
            about,
            format!("How much room is left in {shown} cannot be told: {error}."),
            "Does the folder exist, and may this user read it? See database.url.",
        ),
    }
}

fn judge_room(free: u64, size: u64, folder: &str) -> Finding {
    let found = format!("{} MB are free in {folder}; the database has {} MB.", free / MEGABYTE, size / MEGABYTE);
    if free < TOO_LITTLE {
        return Finding::wrong(
            "disk",
            found,
            "Make room: a full disk stops subscriptions and sending, though nothing is lost.",
        );
    }
    if free < SCANT || free < size.saturating_mul(2) {
        return Finding::look("disk", found, "Make room for the copy that an upgrade makes of the database.");
    }
    Finding::good("disk", found)
}

#[cfg(test)]
mod tests {
    use super::super::Verdict;
    use super::*;

    #[test]
    fn room_is_judged_by_what_the_database_needs() {
        let verdict = |free: u64, size: u64| judge_room(free * MEGABYTE, size * MEGABYTE, "/var/lib").verdict;
        assert_eq!(verdict(99, 1), Verdict::Wrong);
        assert_eq!(verdict(500, 1), Verdict::Look);
        assert_eq!(verdict(5000, 1), Verdict::Good);
        assert_eq!(verdict(5000, 4000), Verdict::Look, "no room for a copy");
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        assert_eq!(examine_room(Path::new("/no/such/folder/letterbell.db")).verdict, Verdict::Wrong);
    }
}
