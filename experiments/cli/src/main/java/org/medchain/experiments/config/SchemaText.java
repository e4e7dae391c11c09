package org.medchain.experiments.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts of schemas, which are resources; reading one makes no schema, and so logs nothing. */
public final class SchemaText {
  private SchemaText() {}

  /** Of a resource by its name in a class's package, or by its whole name. */
  public static String of(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
