package org.medchain.baseline;

import java.util.Locale;

/** What happens to a system: failures first, then insiders, then strangers (BASE-4). */
public enum AttackKind {
  DISK_DIES("the disk of one machine is gone"),
  SITE_DIES("one site is gone, with all of its machines and its backup"),
  STALE_BACKUP("the disk is gone, and the backup is a day old"),
  ALTER("an administrator alters a record by the system's own means"),
  DELETE("an administrator deletes a record"),
  BACKDATE("an administrator adds a record with a date of last year"),
  REWRITE_AUDIT("an administrator alters a record, its history and the audit log"),
  ALTER_ALL_REPLICAS("the same on every machine that the administrator reaches"),
  RESTORE_OLD_BACKUP("an administrator puts an old backup back"),
  AUDIT_OFF("an administrator switches the audit off, reads a record, and switches it on"),
  EDIT_ON_DISK("a value is edited on the disk while the server is stopped"),
  REPLACE_DIGESTS("a record is altered, and the store of digests replaced to fit"),
  CUT_LOG_TAIL("the tail of the log is cut off, and the log signed again"),
  FALSE_ENTRY("an honest system takes a record whose content is false"),
  SPLIT_VIEW_WITHOUT_WITNESS("two parties get two logs, no witness is honest"),
  SPLIT_VIEW_ONE_WITNESS("the same with one honest witness of two"),
  SPLIT_VIEW_TWO_WITNESSES("the same with two honest witnesses"),
  STOLEN_ADMIN_KEY("a stranger alters a record with the administrator's stolen key"),
  F_COLLUDE("f hospitals, or one where there is no f, alter a record together"),
  F_PLUS_ONE_COLLUDE("f + 1 hospitals, or two, do so"),
  MAJORITY_COLLUDES("more than half of the hospitals do so"),
  READ_WITHOUT_GRANT("a reader without a grant asks for a record"),
  TWO_HISTORIES("the operator shows two parties two histories of a record"),
  ERASURE("a patient asks for erasure: what is left, and where");

  private final String words;

  AttackKind(String words) {
    this.words = words;
  }

  /** The word in tables and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What happens, in words. */
  public String words() {
    return words;
  }
}
