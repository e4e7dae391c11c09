package org.medchain.node.center;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.durable.Volume;
import org.medchain.node.storage.RecordLog;
import org.medchain.node.storage.RecordLog.DamagedLogException;
import org.medchain.node.transport.RefusedException;

/**
 * The center's register: its entries on disk, and their resulting state (CA-5). Every decision on a
 * permission asks it, and it knows nothing that is not forced. May be used by any thread.
 */
abstract class DurableRegister extends RegistrarState implements AutoCloseable {
  static final String NAME = "register.log";

  private static final Hash KIND = Hash.of(Bytes.utf8("medchain register"));

  private final FileChannel inUse;
  private final RecordLog file;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Opens the register of a folder, or begins one.
   *
   * @throws IOException if it is damaged, the disk does not take it, or it is open already: two
   *     that issue and revoke beside each other would each miss what the other recorded
   */
  DurableRegister(Path folder) throws IOException {
    PrivateFiles.createDirectory(folder);
    inUse =
        PrivateFiles.lock(folder.resolve("LOCK"))
            .orElseThrow(
                () ->
                    new IOException(
                        folder + ": the register is open in another process; stop that first"));
    try {
      file = open(FolderVolume.at(folder), this::apply);
    } catch (IOException e) {
      inUse.close();
      throw e;
    }
  }

  /**
   * Opens the file, or begins one: each batch of entries is one record.
   *
   * @throws IOException if it is damaged: with the place
   */
  static RecordLog open(Volume folder, Consumer<RegistrarLogEntry> entries) throws IOException {
    try {
      return RecordLog.open(
          folder,
          NAME,
          KIND,
          batch -> Codec.of(RegistrarLogEntry.class).list().decoded(batch).forEach(entries));
    } catch (DamagedLogException e) {
      throw new IOException(e.getMessage() + "; restore it from a copy: nothing is issued", e);
    } catch (MalformedInput e) {
      throw new IOException(NAME + ": a batch has another format: " + e.getMessage(), e);
    }
  }

  /** Records all of these, or none; whether there are any. */
  final boolean record(List<? extends RegistrarLogEntry> entries) throws IOException {
    if (!entries.isEmpty()) {
      file.append(new Encoder().list(entries).toBytes());
      file.force();
      entries.forEach(this::apply);
    }
    return !entries.isEmpty();
  }

  /** An action that may be refused, or fail on the disk. */
  interface RegistrarAction<T> {
    T run() throws RefusedException, IOException;
  }

  final <T> T guarded(RegistrarAction<T> act) throws RefusedException {
    lock.lock();
    try {
      return act.run();
    } catch (IOException e) {
      throw new RefusedException("the center's register cannot be written: " + e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    inUse.close();
  }
}
