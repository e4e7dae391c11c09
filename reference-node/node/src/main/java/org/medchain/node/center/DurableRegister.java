package org.medchain.node.center;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.medchain.data.PublicKey;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;

/**
 * The center's register: its entries on disk, and what they come to (CA-5). Every decision about
 * who may do what asks it, and it knows nothing that is not forced. May be used by any thread.
 */
abstract class DurableRegister implements AutoCloseable {
  private static final String LOCK = "LOCK";

  final RegistrarState records = new RegistrarState();
  private final FileChannel inUse;
  private final RegistrarLog file;
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
        PrivateFiles.lock(folder.resolve(LOCK))
            .orElseThrow(
                () ->
                    new IOException(
                        folder + ": the register is open in another process; stop that first"));
    try {
      RegistrarLog.OpenedRegistrarLog opened = RegistrarLog.open(folder);
      file = opened.file();
      opened.entries().forEach(records::apply);
    } catch (IOException e) {
      inUse.close();
      throw e;
    }
  }

  /**
   * Why a peer may neither connect to the center nor call it: the certificate or the key is
   * revoked, or it would give orders and is not authorised to; for every link and call (CA-7).
   */
  public Optional<String> refusal(Peer peer) {
    return records.refusal(peer);
  }

  /** Whether the key is revoked. */
  public boolean isRevoked(PublicKey key) {
    return records.isRevoked(key);
  }

  /** Records all of these, or none; whether there are any. */
  final boolean record(List<? extends RegistrarLogEntry> entries) throws IOException {
    if (!entries.isEmpty()) {
      file.append(entries);
      entries.forEach(records::apply);
    }
    return !entries.isEmpty();
  }

  /** What may be refused, or fail on the disk. */
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
