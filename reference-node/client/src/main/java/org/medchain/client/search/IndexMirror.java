package org.medchain.client.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.application.search.SearchIndex;
import org.medchain.application.search.SearchKey;
import org.medchain.application.search.SearchKeyring;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.search.JournalLine;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.transport.RefusedException;

/**
 * An owner's journal on this machine, as the state proves it (VER-8, PROC-21): a line that was read
 * once is not read again, as long as the index has the same generation. The file may be lost; the
 * ledger has all of it.
 *
 * @param session by which it is read
 * @param owner of the index
 * @param lines of the journal, which grow as they are proved
 */
record IndexMirror(ParticipantSession session, PublicKey owner, List<JournalLine> lines) {
  private static final String USE = "medchain/search-key/2";

  /** The lines that are here, and all that the state proves now. */
  static IndexMirror upToDate(ParticipantSession session, PublicKey owner)
      throws IOException, RefusedException, InterruptedException {
    IndexMirror mirror = new IndexMirror(session, owner, new ArrayList<>());
    mirror.readFile();
    if (mirror.lines.isEmpty()) {
      // This machine lost its results of the last blocks, and the state proves them W blocks later.
      session.advance();
    }
    SearchIndexHead head = head(session, owner);
    mirror.lines.removeIf(
        each -> SearchIndexes.generation(each.epoch()) != SearchIndexes.generation(head.epoch()));
    if (!owner.equals(session.participant()) && mirror.lines.size() > head.updates()) {
      // The owner is clearing it; its own last updates may not be proved yet.
      mirror.lines.subList((int) head.updates(), mirror.lines.size()).clear();
    }
    mirror.fetch(head.updates());
    return mirror;
  }

  /** From which the keys of an own index follow. */
  static SearchKey searchKey(DeriveKey key) {
    return new SearchKey(key.secret(USE, ""));
  }

  /** How many updates there are. */
  int size() {
    return lines.size();
  }

  /** How far the state proves an owner's index to be. */
  static SearchIndexHead head(ParticipantSession session, PublicKey owner) throws RefusedException {
    long unused = session.light().sync();
    return session.state(SearchIndexes.headEntry(owner)).orElse(SearchIndexHead.EMPTY);
  }

  /** The epoch of the newest update or of the state. */
  int epoch() throws RefusedException {
    int last = lines.isEmpty() ? 0 : lines.getLast().epoch();
    return Math.max(last, head(session, owner).epoch());
  }

  private void fetch(long updates) throws IOException, RefusedException {
    int had = lines.size();
    for (long number = had; number < updates; number++) {
      long missing = number;
      lines.add(
          session
              .state(SearchIndexes.journalEntry(owner, number))
              .orElseThrow(
                  () -> new RefusedException("update " + missing + " of the index is not proved")));
    }
    if (lines.size() > had) {
      writeFile();
    }
  }

  /** The owner's own counts. */
  SearchIndex ownIndex() throws IOException, RefusedException {
    DeriveKey key = DeriveKey.read(session.folder(), session.agreement());
    return index(searchKey(key).keyring(epoch()));
  }

  /**
   * The counts, for a reader with these keys: a delegate may lack those of later epochs.
   *
   * @throws RefusedException if an update of their epochs cannot be read
   */
  SearchIndex index(SearchKeyring keys) throws RefusedException {
    SearchIndex index = new SearchIndex(keys);
    for (int number = 0; number < lines.size(); number++) {
      if (index.plus(number, lines.get(number)) == SearchIndex.Counting.UNREADABLE) {
        throw unreadable(number);
      }
    }
    return index;
  }

  private RefusedException unreadable(int number) {
    return new RefusedException(
        ("update %s of %s's search index cannot be read with the key that is here, and "
                + "what it entered would not be found; an owner begins another index by changing "
                + "its key")
            .formatted(number, owner.brief()));
  }

  /** An update that was executed, before the state proves it. */
  void add(long number, JournalLine line) throws IOException {
    // An earlier one may be missing that another device made: then both are read when proved.
    if (number == lines.size()) {
      lines.add(line);
      writeFile();
    }
  }

  /** Whether this update was executed, as far as the index is known. */
  boolean has(long number, JournalLine line) {
    return number < lines.size() && lines.get((int) number).equals(line);
  }

  private Path file() {
    return session.folder().searchJournal(owner);
  }

  private void writeFile() throws IOException {
    Bytes content = new Encoder().list(lines).toBytes();
    DurableFile.write(file(), new Encoder().hash(Hash.of(content)).raw(content).toBytes());
  }

  /** A damaged file is as good as none: a line that cannot be read would hide records. */
  private void readFile() throws IOException {
    Path file = file();
    if (!Files.exists(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + " is not a file: a copy of a search index belongs there; remove it");
    }
    Bytes all = Bytes.of(Files.readAllBytes(file));
    int head = Math.min(Hash.SIZE, all.size());
    Bytes content = all.slice(head, all.size());
    if (!Hash.of(content).toBytes().equals(all.slice(0, head))) {
      Files.delete(file);
      return;
    }
    lines.addAll(Decoder.decode(content, in -> in.list(1, Codec.of(JournalLine.class)::decode)));
  }
}
