package org.medchain.client.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.durable.PrivateFiles;

/**
 * The files of one identity. Only the owner may read them (mode 0600). The keys are also under a
 * passphrase if one was given, and file keys are wrapped for the owner's own key.
 *
 * @param folder of them
 */
public record ParticipantFolder(Path folder) {
  private static final String RECORD = ".json";

  /** The name that a person gave it. */
  public String name() {
    return String.valueOf(folder.getFileName());
  }

  /** Ledger key, key of connections and certificates. */
  public Path keys() {
    return folder.resolve("keys");
  }

  /** The key to which the center hands over the one that it makes; there until it has. */
  public Path recipient() {
    return folder.resolve("recipient");
  }

  /** The file on the cluster: its nodes and its settings. */
  public Path network() {
    return folder.resolve("network");
  }

  /** Headers that its light client has checked. */
  public Path headers() {
    return folder.resolve("headers.bin");
  }

  /** The file of its requests. */
  public Path requests() {
    return folder.resolve("requests.json");
  }

  /** Partial files while they are sealed or fetched; encrypted. */
  public Path work() {
    return folder.resolve("work");
  }

  /** Encrypted files that it holds for others. */
  public Path held() {
    return folder.resolve("held");
  }

  /** The file of the alerts that it was shown. */
  public Path alerts() {
    return folder.resolve("alerts.json");
  }

  /** The file of the key from which its own secrets follow, wrapped only for its own key. */
  public Path deriveKey() {
    return folder.resolve("derive-key.json");
  }

  /** That its search index is to be another one, and is not yet. */
  public Path searchRenewal() {
    return folder.resolve("search-renewal.json");
  }

  /** The update of its search index whose result is not known. */
  public Path searchUpdate() {
    return folder.resolve("search-update.json");
  }

  /** The bill of a search of another's index, from before it is paid until the answer is there. */
  public Path searchBill() {
    return folder.resolve("search-bill.json");
  }

  /** The journal of an owner's search index, as far as it was read; the ledger has all of it. */
  public Path searchJournal(PublicKey owner) {
    return folder.resolve("search-" + owner.value().toHex().substring(0, 16) + ".bin");
  }

  private Path cardFile() {
    return folder.resolve("identity.json");
  }

  /** Whether a command began to make it. */
  public boolean exists() {
    return Files.exists(cardFile());
  }

  /**
   * The identity's card.
   *
   * @throws IOException if there is no such identity
   */
  public IdentityCard card() throws IOException {
    if (!exists()) {
      throw new IOException(
          "there is no identity '%s' in %s; 'register' makes it"
              .formatted(name(), folder.getParent()));
    }
    return JsonText.read(cardFile(), IdentityCard.class);
  }

  /** Makes the folder, if it is missing, and writes who it is. */
  public void write(IdentityCard card) throws IOException {
    createFolders();
    JsonText.write(cardFile(), card);
  }

  /** Makes the folders that are missing. */
  public void createFolders() throws IOException {
    PrivateFiles.createDirectory(folder.toAbsolutePath().getParent());
    for (Path each : List.of(folder, network(), records(), work())) {
      PrivateFiles.createDirectory(each);
    }
  }

  /**
   * Keeps other commands from this identity until it is closed: two would use the same number for
   * two requests.
   *
   * @throws IOException if another command uses it
   */
  public FileChannel lock() throws IOException {
    return PrivateFiles.lock(folder.resolve("lock"))
        .orElseThrow(
            () -> new IOException("another command is using the identity '" + name() + "'"));
  }

  private Path records() {
    return folder.resolve("records");
  }

  /** The file with the record of this id. */
  public Path record(Hash id) {
    return records().resolve(id.toHex() + RECORD);
  }

  /** The encrypted file of a record until holders have it. */
  public Path sealed(Hash id) {
    return records().resolve(id.toHex() + ".sealed");
  }

  /** The data kept of a record that was uploaded from here, or read again. */
  public Optional<KeptRecord> kept(Hash id) throws IOException {
    return JsonText.find(record(id), KeptRecord.class);
  }

  /** Writes down what is kept of a record, whole or not at all. */
  public void write(KeptRecord kept) throws IOException {
    JsonText.write(record(kept.id()), kept);
  }

  /** All records that were uploaded from here, finished or not. */
  public List<KeptRecord> keptRecords() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(records())) {
      files = all.filter(each -> each.toString().endsWith(RECORD)).sorted().toList();
    }
    List<KeptRecord> kept = new ArrayList<>();
    for (Path each : files) {
      kept.add(JsonText.read(each, KeptRecord.class));
    }
    return kept;
  }
}
