package org.medchain.node.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.node.durable.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a node has the votes of its key (NODE-16, decision 0198). A note beside the key names the
 * store with which it votes: with another store, or none, they are lost. Only the other members can
 * tell whether that store is as new as it was. The replica asks them (PBFT-29), and this class has
 * the result.
 */
final class OwnVotes implements HostObserver {
  static final String NOTE = "history";

  private static final Logger LOG = LoggerFactory.getLogger(OwnVotes.class);
  private static final String ALARM = StableCheckpoint.RECOVERED + StableCheckpoint.ALARM;
  private static final Pattern TEXT = Pattern.compile("store: ([0-9a-f]{16})\n");

  private final Path note;
  private final String text;
  private final String recovery;
  private final BooleanSupplier isMember;
  private final Supplier<VoteMemory> replica;
  private final CompletableFuture<Exception> lost = new CompletableFuture<>();
  private boolean noted;
  private volatile VoteMemory memory = VoteMemory.INTACT;
  private volatile Optional<String> recovered = Optional.empty();

  /**
   * Compares the note with a store; if the key may vote now, the note is there when this returns.
   *
   * @param credentials folder of the key
   * @param store its number, which is durable
   * @param isMember whether the key votes now: one that follows has nothing to forget
   * @param replica the replica's knowledge of its votes; for the replica's thread
   * @throws IOException if it is not the store with which this key has voted, or the note cannot be
   *     read or written; the message is one line
   */
  OwnVotes(
      String node,
      Path credentials,
      long store,
      BooleanSupplier isMember,
      Supplier<VoteMemory> replica)
      throws IOException {
    this.note = credentials.resolve(NOTE);
    this.text = String.format(Locale.ROOT, "store: %016x\n", store);
    this.recovery =
        ", so it must not vote with this key again; 'experiments/medchain cluster start "
            + node
            + " --recover' gives it a fresh one and the others' ledger";
    this.isMember = isMember;
    this.replica = replica;
    if (Files.exists(note)) {
      check(Files.readString(note));
    } else if (isMember.getAsBoolean()) {
      write();
    }
  }

  private void check(String found) throws IOException {
    Matcher matcher = TEXT.matcher(found);
    if (!matcher.matches()) {
      throw new IOException(note + ": this is not a note of a store");
    }
    if (!found.equals(text)) {
      throw new IOException(
          note + ": this node has voted with another store: its votes are lost" + recovery);
    }
    noted = true;
  }

  private void write() throws IOException {
    DurableFile.write(note, Bytes.utf8(text));
    noted = true;
  }

  /** A key becomes a member's some blocks before it votes, so the replica's thread waits here. */
  private void noteMember() {
    if (noted || !isMember.getAsBoolean()) {
      return;
    }
    try {
      write();
    } catch (IOException e) {
      throw new UncheckedIOException("a member that cannot note its store must not vote", e);
    }
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    noteMember();
  }

  @Override
  public void restored(long height, Hash block) {
    noteMember();
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    VoteMemory now = replica.get();
    if (now == memory) {
      return;
    }
    memory = now;
    switch (now) {
      case INTACT -> LOG.info("a quorum confirms that no vote is forgotten");
      case UNCONFIRMED -> LOG.info("votes on nothing yet: asks a quorum what it has voted on");
      case LOST ->
          lost.complete(
              new IllegalStateException(
                  "its store is an old copy: others hold votes of its that it does not have"
                      + recovery));
    }
  }

  /** PBFT-42: only what the center has signed gets this reason; nothing follows it unaccepted. */
  @Override
  public void rejected(Output.Reject refused) {
    String told = refused.reason();
    boolean isAlarm = told.startsWith(ALARM) && alarm().isEmpty();
    if (isAlarm || (told.startsWith(StableCheckpoint.RECOVERED) && recovered.isEmpty())) {
      LOG.error("{}", told);
      recovered = Optional.of(told);
    }
  }

  /** Why there are two histories of this chain, in one line; empty if none was seen. */
  Optional<String> alarm() {
    return recovered.filter(each -> each.startsWith(ALARM));
  }

  /** Why it must not vote yet, or for nothing any more, in one line; for any thread. */
  Optional<String> reason() {
    return recovered.isPresent() || memory == VoteMemory.INTACT
        ? recovered
        : Optional.of("asks a quorum of the members what it has voted on");
  }

  /** Completes with the reason when votes are found that the store does not have. */
  CompletableFuture<Exception> lost() {
    return lost.copy();
  }
}
