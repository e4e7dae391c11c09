package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Example;

/**
 * CON-1, CON-2: the contracts' output, byte for byte: operations, events, the codes of outcomes,
 * and the roots of a few random plays. {@link GoldenPlaysTest} has the rest.
 */
class GoldenFormatTest {
  @Example
  void encodingsAreWhatTheyWere() throws IOException {
    assertThat(GoldenFormat.golden()).startsWith(GoldenFormat.encodings().toArray(String[]::new));
  }

  @Example
  void theFirstPlaysEndAsTheyDid() throws IOException {
    assertThat(GoldenFormat.golden()).containsAll(new GoldenFormat().plays(2));
  }
}
