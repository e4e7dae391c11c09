package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Example;

/** CON-1, CON-2: operations, events, outcomes and roots of a few plays, byte for byte. */
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
