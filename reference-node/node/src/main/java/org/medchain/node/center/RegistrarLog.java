package org.medchain.node.center;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.durable.Volume;
import org.medchain.node.storage.RecordLog;

/**
 * The center's register on disk (CA-5): each batch of entries is one record, forced before anything
 * is made of it.
 */
final class RegistrarLog implements AutoCloseable {
  static final String NAME = "register.log";

  private static final Hash KIND = Hash.of(Bytes.utf8("medchain register"));

  private final RecordLog file;

  private RegistrarLog(RecordLog file) {
    this.file = file;
  }

  /** The content of an opened register. */
  record OpenedRegistrarLog(RegistrarLog file, List<RegistrarLogEntry> entries) {}

  /** The same in a folder, which is made if it is not there. */
  static OpenedRegistrarLog open(Path folder) throws IOException {
    return open(FolderVolume.at(PrivateFiles.createDirectory(folder)));
  }

  /**
   * Opens the register of a folder, or begins one.
   *
   * @throws IOException if it is damaged: with the place
   */
  static OpenedRegistrarLog open(Volume folder) throws IOException {
    List<RegistrarLogEntry> entries = new ArrayList<>();
    try {
      RecordLog file =
          RecordLog.open(
              folder,
              NAME,
              KIND,
              batch ->
                  entries.addAll(
                      Decoder.decode(batch, in -> in.list(1, RegistrarLogEntry::decode))));
      return new OpenedRegistrarLog(new RegistrarLog(file), entries);
    } catch (RecordLog.DamagedLogException e) {
      throw new IOException(e.getMessage() + "; restore it from a copy: nothing is issued", e);
    } catch (MalformedInput e) {
      throw new IOException(NAME + ": a batch is of another format: " + e.getMessage(), e);
    }
  }

  /** Writes and forces entries: all of them, or none if it fails. */
  void append(List<? extends RegistrarLogEntry> entries) throws IOException {
    file.append(new Encoder().list(entries).toBytes());
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
