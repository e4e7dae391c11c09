package org.medchain.faults.node;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a node says falsely to participants and the center, while nodes hear the truth (FN-10). */
public enum LieKind {
  /** Replies to requests have another result. */
  REPLY,
  /** Pages of searches hide what there is, and name what there is not. */
  PAGE,
  /** The newest headers, transactions and entries of the state are hidden or have another value. */
  PROOF,
  /** Shares of keys are other ones; a share that is left here is not kept. */
  SHARE,
  /** Pieces and manifests of files are other ones; a file that is placed here is not kept. */
  PIECE,
  /** Nothing is answered. */
  SILENCE;

  /** As it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code reply,page}; empty if a word is no kind. */
  public static Optional<Set<LieKind>> parse(String text) {
    List<LieKind> kinds = new ArrayList<>();
    for (String word : List.of(text.split(",", -1))) {
      Optional<LieKind> kind = Stream.of(values()).filter(it -> it.text().equals(word)).findFirst();
      if (kind.isEmpty()) {
        return Optional.empty();
      }
      kinds.add(kind.get());
    }
    return Optional.of(EnumSet.copyOf(kinds));
  }
}
