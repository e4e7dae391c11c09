package org.medchain.data.metadata;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Coded;

/**
 * How a chain holds the descriptions and types of its records: a parameter of the chain (PRIV-6;
 * decision 0260). Codes are part of the genesis' format.
 */
public enum MetadataForm implements Coded {
  /** As the paper's figure 2 has it: all who keep the ledger read them. */
  CLEAR(0),
  /** As commitments: the texts are in the encrypted part, and readers open them. */
  SEALED(1);

  /** Why a sealed chain takes no other text. */
  public static final String NOT_SEALED =
      "this chain takes only sealed descriptions and types, and one of these is in clear";

  private final int code;

  MetadataForm(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  /** Why a chain of this form takes none of these descriptions and types. */
  public Optional<String> objection(List<String> texts) {
    return this == CLEAR || texts.stream().allMatch(SealedText::isSealed)
        ? Optional.empty()
        : Optional.of(NOT_SEALED);
  }
}
