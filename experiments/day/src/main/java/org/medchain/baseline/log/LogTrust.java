package org.medchain.baseline.log;

import java.util.List;
import java.util.Optional;
import org.medchain.data.MalformedInput;

/**
 * What a third party trusts: the log's key, the witnesses' keys, and how many of them must have
 * cosigned.
 */
public record LogTrust(NoteKey log, List<NoteKey> witnesses, int quorum) {
  public LogTrust {
    witnesses = List.copyOf(witnesses);
  }

  /** The checkpoint that a note holds; empty if its signatures do not suffice. */
  public Optional<LogCheckpoint> accept(String note) {
    try {
      SignedNote signed = SignedNote.parse(note);
      LogCheckpoint checkpoint = LogCheckpoint.parse(signed.text());
      boolean enough =
          checkpoint.origin().equals(log.name())
              && signed.signedBy(log)
              && witnesses.stream().filter(signed::signedBy).count() >= quorum;
      return enough ? Optional.of(checkpoint) : Optional.empty();
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }
}
