package org.medchain.cluster.load;

import tools.jackson.databind.json.JsonMapper;

/** Loads and their results as lines of JSON between a load's process and who started it. */
public final class LoadLineCodec {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private LoadLineCodec() {}

  /** A plan or a result as a line. */
  public static String encode(Record value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * Reads a line.
   *
   * @throws RuntimeException if it is malformed
   */
  public static <T extends Record> T decode(String line, Class<T> kind) {
    return MAPPER.readValue(line, kind);
  }
}
