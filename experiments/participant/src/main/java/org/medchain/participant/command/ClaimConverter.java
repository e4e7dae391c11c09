package org.medchain.participant.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of two words. */
abstract class ClaimConverter implements ITypeConverter<ClaimConverter.Claim> {
  private final String yes;
  private final String no;

  /** What one says that something is: of a boolean picocli reads "false" by itself. */
  record Claim(String word, boolean holds) {}

  ClaimConverter(String yes, String no) {
    this.yes = yes;
    this.no = no;
  }

  @Override
  public final Claim convert(String text) {
    if (!text.equals(yes) && !text.equals(no)) {
      throw new TypeConversionException("'%s': allowed are %s and %s".formatted(text, yes, no));
    }
    return new Claim(text, text.equals(yes));
  }
}
