package org.medchain.application.search;

import java.util.Optional;

/** The effect of an entry; nodes cannot tell (VER-6). Codes are part of the masked values. */
public enum EntryKind {
  /** The record has the keyword. */
  ADD(0),
  /** The record is not to be found by the keyword any more. */
  REMOVE(1),
  /** Nothing: so that the size of an update and the count of a keyword tell less. */
  PADDING(2);

  private final int code;

  EntryKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The kind with this code; nothing if there is none. */
  static Optional<EntryKind> of(int code) {
    for (EntryKind kind : values()) {
      if (kind.code == code) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
