package org.medchain.baseline.run;

import java.util.Locale;
import org.medchain.baseline.AttackKind;

/** What attacks have in common, for claims that are about one sort of them. */
enum AttackGroup {
  /** Nobody means harm. */
  FAILURE,
  /** One person changes what is kept. */
  TAMPERING,
  /** A reader gets what is not theirs, or is not seen. */
  READING,
  /** Two parties are shown two things. */
  DIVISION,
  /** Hospitals do it together. */
  COLLUSION,
  /** The content is false from the beginning. */
  FALSEHOOD,
  /** The patient wants it. */
  ERASURE;

  static AttackGroup of(AttackKind attack) {
    return switch (attack) {
      case DISK_DIES, SITE_DIES, STALE_BACKUP -> FAILURE;
      case ALTER,
          DELETE,
          BACKDATE,
          REWRITE_AUDIT,
          ALTER_ALL_REPLICAS,
          RESTORE_OLD_BACKUP,
          EDIT_ON_DISK,
          REPLACE_DIGESTS,
          CUT_LOG_TAIL,
          STOLEN_ADMIN_KEY ->
          TAMPERING;
      case AUDIT_OFF, READ_WITHOUT_GRANT -> READING;
      case SPLIT_VIEW_WITHOUT_WITNESS,
          SPLIT_VIEW_ONE_WITNESS,
          SPLIT_VIEW_TWO_WITNESSES,
          TWO_HISTORIES ->
          DIVISION;
      case F_COLLUDE, F_PLUS_ONE_COLLUDE, MAJORITY_COLLUDES -> COLLUSION;
      case FALSE_ENTRY -> FALSEHOOD;
      case ERASURE -> ERASURE;
    };
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
