package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;

/** NODE-16: a key that has voted is not used with a store that does not have its votes. */
class HistoryNoteTest {
  @TempDir Path credentials;

  private static void truncate(HostObserver observer, long height) {
    observer.stepped(
        new Input.Started(0), List.of(new Output.Truncate(new DurabilityToken(1), height)));
  }

  @Test
  void aFreshKeyMayBeginWithAnEmptyStore() throws IOException {
    try (HistoryNote note = HistoryNote.of(credentials)) {
      assertThatCode(() -> note.check("n0", credentials, true, 0)).doesNotThrowAnyException();
    }
    assertThat(credentials.resolve(HistoryNote.NAME)).doesNotExist();
  }

  @Test
  void anEmptyOrOlderStoreIsRefused() throws IOException {
    try (HistoryNote note = HistoryNote.of(credentials)) {
      HostObserver observer = note.whileMember(() -> true);
      truncate(observer, 0);
      truncate(observer, 128);
      truncate(observer, 0);
    }
    assertThat(Files.readString(credentials.resolve(HistoryNote.NAME))).isEqualTo("height: 128\n");
    HistoryNote note = HistoryNote.of(credentials);
    assertThatThrownBy(() -> note.check("n0", credentials, true, 0))
        .hasMessageContaining("is empty")
        .hasMessageContaining("up to height 128")
        .hasMessageContaining("cluster start n0 --recover");
    assertThatThrownBy(() -> note.check("n0", credentials, false, 127))
        .hasMessageContaining("ends at height 127");
    assertThatCode(() -> note.check("n0", credentials, false, 128)).doesNotThrowAnyException();
  }

  /** One that only follows has voted on nothing. */
  @Test
  void aFollowersStoreMayBeRemoved() throws IOException {
    try (HistoryNote note = HistoryNote.of(credentials)) {
      truncate(note.whileMember(() -> false), 128);
    }
    assertThat(credentials.resolve(HistoryNote.NAME)).doesNotExist();
  }

  @Test
  void anUnreadableNoteIsNotTakenForNone() throws IOException {
    Files.writeString(credentials.resolve(HistoryNote.NAME), "height: -3\n");
    assertThatThrownBy(() -> HistoryNote.of(credentials)).hasMessageContaining("no note");
  }
}
