package org.medchain.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.node.durable.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A note beside a node's keys of how far its store was: the key has voted, so without that store it
 * must not vote again (NODE-16, decision 0198). It stands with the key, because it is about the
 * key: a fresh one comes without a note. It says less than the store has, never more: that there
 * was a first block, then heights whose snapshots were durable long ago.
 */
final class HistoryNote implements AutoCloseable {
  static final String NAME = "history";

  private static final Logger LOG = LoggerFactory.getLogger(HistoryNote.class);
  private static final Pattern TEXT = Pattern.compile("height: (\\d{1,18})\n");

  private final Path file;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "history note");
            thread.setDaemon(true);
            return thread;
          });
  private long noted;

  private HistoryNote(Path file, long noted) {
    this.file = file;
    this.noted = noted;
  }

  /**
   * Reads the note of the key in a folder of credentials.
   *
   * @throws IOException if it cannot be read, or is none
   */
  static HistoryNote of(Path credentials) throws IOException {
    Path file = credentials.resolve(NAME);
    if (!Files.exists(file)) {
      return new HistoryNote(file, -1);
    }
    Matcher matcher = TEXT.matcher(Files.readString(file));
    if (!matcher.matches()) {
      throw new IOException(file + ": this is no note of a height");
    }
    return new HistoryNote(file, Long.parseLong(matcher.group(1)));
  }

  /**
   * Compares it with a store.
   *
   * @param data the node's folder, for the message
   * @param isEmpty whether the store has no entry of an earlier life
   * @param height of its last block
   * @throws IOException if the store is not the one with which this key has voted
   */
  void check(String node, Path data, boolean isEmpty, long height) throws IOException {
    String found = isEmpty ? "is empty" : "ends at height " + height;
    if (noted >= 0 && (isEmpty || height < noted)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the store in %s %s, but this node has taken part up to height %d or more: its votes"
                  + " are lost, so it must not vote with this key again; 'experiments/medchain"
                  + " cluster start %s --recover' gives it a fresh one and the others' ledger",
              data,
              found,
              noted,
              node));
    }
  }

  /**
   * Keeps the note; for the replica's thread.
   *
   * @param isMember whether the key votes now: one that follows has nothing to forget
   */
  HostObserver whileMember(BooleanSupplier isMember) {
    return new HostObserver() {
      @Override
      public void executed(Block block, Certificate certificate, ExecutionResult execution) {
        if (noted < 0 && isMember.getAsBoolean()) {
          raise(0);
        }
      }

      @Override
      public void stepped(Input input, List<Output> outputs) {
        for (Output output : outputs) {
          if (output instanceof Output.Truncate truncate && isMember.getAsBoolean()) {
            raise(truncate.height());
          }
        }
      }
    };
  }

  /** The replica's thread must not wait for the disk. */
  private void raise(long height) {
    if (height > noted) {
      noted = height;
      writer.execute(() -> write(height));
    }
  }

  private void write(long height) {
    try {
      DurableFile.write(file, "height: " + height + "\n");
    } catch (IOException e) {
      LOG.warn("the height is not noted beside the keys: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
