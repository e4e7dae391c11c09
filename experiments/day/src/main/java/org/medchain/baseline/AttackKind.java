package org.medchain.baseline;

import java.util.Locale;

/** What happens to a system: failures first, then insiders, then strangers (BASE-4). */
public enum AttackKind {
  DISK_DIES("failure", "the disk of one machine is gone"),
  SITE_DIES("failure", "one site is gone, with all of its machines and its backup"),
  STALE_BACKUP("failure", "the disk is gone, and the backup is a day old"),
  ALTER("tampering", "an administrator alters a record by the system's own means"),
  DELETE("tampering", "an administrator deletes a record"),
  BACKDATE("tampering", "an administrator adds a record with a date of last year"),
  REWRITE_AUDIT("tampering", "an administrator alters a record, its history and the audit log"),
  ALTER_ALL_REPLICAS("tampering", "the same on every machine that the administrator reaches"),
  RESTORE_OLD_BACKUP("tampering", "an administrator puts an old backup back"),
  AUDIT_OFF(
      "reading", "an administrator switches the audit off, reads a record, and switches it on"),
  EDIT_ON_DISK("tampering", "a value is edited on the disk while the server is stopped"),
  REPLACE_DIGESTS("tampering", "a record is altered, and the store of digests replaced to fit"),
  CUT_LOG_TAIL("tampering", "the tail of the log is cut off, and the log signed again"),
  FALSE_ENTRY("falsehood", "an honest system takes a record whose content is false"),
  SPLIT_VIEW_WITHOUT_WITNESS("division", "two parties get two logs, no witness is honest"),
  SPLIT_VIEW_ONE_WITNESS("division", "the same with one honest witness of two"),
  SPLIT_VIEW_TWO_WITNESSES("division", "the same with two honest witnesses"),
  STOLEN_ADMIN_KEY("tampering", "a stranger alters a record with the administrator's stolen key"),
  F_COLLUDE("collusion", "f hospitals, or one where there is no f, alter a record together"),
  F_PLUS_ONE_COLLUDE("collusion", "f + 1 hospitals, or two, do so"),
  MAJORITY_COLLUDES("collusion", "more than half of the hospitals do so"),
  READ_WITHOUT_GRANT("reading", "a reader without a grant asks for a record"),
  TWO_HISTORIES("division", "the operator shows two parties two histories of a record"),
  ERASURE("erasure", "a patient asks for erasure: what is left, and where");

  private final String group;
  private final String words;

  AttackKind(String group, String words) {
    this.group = group;
    this.words = words;
  }

  /** The word in tables and on the command line. */
  public String key() {
    return toString();
  }

  /**
   * The sort of attack: a failure, tampering by one person, reading what is not one's own, division
   * of two parties, collusion of hospitals, a falsehood from the beginning, or erasure.
   */
  public String group() {
    return group;
  }

  /** What happens, in words. */
  public String words() {
    return words;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
