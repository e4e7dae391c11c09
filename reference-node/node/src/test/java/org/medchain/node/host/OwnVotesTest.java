package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** NODE-16: a key that has voted is not used with a store that does not have its votes. */
class OwnVotesTest {
  private static final PublicKey NODE = new PublicKey(Bytes.of(new byte[PublicKey.SIZE]));

  @TempDir Path credentials;

  private final AtomicBoolean member = new AtomicBoolean(true);
  private final AtomicReference<VoteMemory> memory = new AtomicReference<>(VoteMemory.INTACT);

  private OwnVotes open(long store) throws IOException {
    return new OwnVotes("n0", credentials, store, member::get, memory::get);
  }

  private Path note() {
    return credentials.resolve(OwnVotes.NOTE);
  }

  /** The note is there before anything can be sent, and never says more than the store has. */
  @Test
  void aMembersNoteNamesItsStoreFromTheStart() throws IOException {
    assertThat(open(-2).reason()).isEmpty();
    assertThat(note()).hasContent("store: fffffffffffffffe\n");
    assertThat(open(-2).reason()).isEmpty();
    assertThatThrownBy(() -> open(7))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(note().toString())
        .hasMessageContaining("another store")
        .hasMessageContaining("cluster start n0 --recover");
  }

  /** One that only follows has voted on nothing; it is noted when its key becomes a member's. */
  @Test
  void aFollowersStoreMayBeRemoved() throws IOException {
    member.set(false);
    OwnVotes votes = open(1);
    votes.restored(8, Hash.ZERO);
    assertThat(note()).doesNotExist();
    votes = open(2);
    member.set(true);
    votes.restored(16, Hash.ZERO);
    assertThat(note()).hasContent("store: 0000000000000002\n");
    assertThatThrownBy(() -> open(3)).hasMessageContaining("another store");
  }

  @Test
  void anUnreadableNoteIsNotTakenForNone() throws IOException {
    Files.writeString(note(), "store: 12\n");
    assertThatThrownBy(() -> open(0x12)).hasMessageContaining("not a note of a store");
  }

  @Test
  void whatTheReplicaFindsOutIsShown() throws IOException {
    OwnVotes votes = open(1);
    for (VoteMemory each : List.of(VoteMemory.UNCONFIRMED, VoteMemory.LOST)) {
      assertThat(votes.lost()).isNotDone();
      memory.set(each);
      votes.stepped(new Input.Started(0), List.of());
      assertThat(votes.reason()).isPresent();
    }
    assertThat(votes.lost().join()).hasMessageContaining("--recover");
  }

  /** PBFT-42: the center's word waits for the owner; a second one on an epoch is an alarm. */
  @Test
  void whatTheCenterSignedIsAReasonAndASecondWordAnAlarm() throws IOException {
    OwnVotes votes = open(1);
    for (String each : List.of("a recovery", "another", "ALARM: two", "a third", "ALARM: three")) {
      votes.rejected(new Output.Reject(NODE, StableCheckpoint.RECOVERED + each));
      assertThat(votes.alarm().isPresent()).isEqualTo(!votes.reason().get().endsWith("recovery"));
    }
    assertThat(votes.reason()).isEqualTo(votes.alarm());
    assertThat(votes.alarm().orElseThrow()).endsWith("ALARM: two");
  }
}
