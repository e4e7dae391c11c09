package org.medchain.baseline.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.MerkleTree;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.durable.VolumeFile;

/**
 * A log on the disk: the file to which entries are appended, and beside it what is published, its
 * tiles and checkpoint (C2SP tlog-tiles; BASE-7). An entry is durable when {@link #append} returns;
 * what a kill left half written was never acknowledged, and is cut off.
 */
public final class TileLog implements AutoCloseable {
  /** The published note. */
  public static final String CHECKPOINT = "checkpoint";

  private static final String ENTRIES = "entries";
  private static final int WIDTH = 256;

  private final Path folder;
  private final NoteSigner signer;
  private final VolumeFile file;
  private final List<Bytes> entries = new ArrayList<>();

  /** The hashes of the entries. */
  private final List<Hash> leaves = new ArrayList<>();

  private int published;
  private long forced;

  private TileLog(Path folder, NoteSigner signer, VolumeFile file) {
    this.folder = folder;
    this.signer = signer;
    this.file = file;
  }

  /**
   * Opens a log, or makes it.
   *
   * @throws IOException if the entries on the disk have not the root that was published
   */
  public static TileLog open(Path folder, NoteSigner signer) throws IOException {
    PrivateFiles.createDirectory(folder);
    FolderVolume volume = FolderVolume.at(folder);
    boolean there = volume.list().contains(ENTRIES);
    VolumeFile file = there ? volume.open(ENTRIES) : volume.create(ENTRIES);
    volume.syncDirectory();
    TileLog log = new TileLog(folder, signer, file);
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(ENTRIES)));
    for (Bytes each : bundle(all)) {
      log.add(each);
    }
    file.truncate(all.position());
    log.forced = all.position();
    Path note = folder.resolve(CHECKPOINT);
    if (Files.exists(note)) {
      LogCheckpoint last = LogCheckpoint.parse(SignedNote.parse(Files.readString(note)).text());
      if (last.size() > log.size() || !log.tree(last.size()).root().equals(last.root())) {
        throw new IOException(note + ": the entries on the disk have another root");
      }
      log.published = last.size();
    }
    return log;
  }

  /** The whole entries of a bundle; the buffer's position is behind the last one. */
  public static List<Bytes> bundle(ByteBuffer in) {
    List<Bytes> whole = new ArrayList<>();
    while (in.remaining() >= Short.BYTES) {
      int size = Short.toUnsignedInt(in.getShort(in.position()));
      if (size == 0 || size > in.remaining() - Short.BYTES) {
        break;
      }
      byte[] entry = new byte[size];
      in.position(in.position() + Short.BYTES).get(entry);
      whole.add(Bytes.of(entry));
    }
    return whole;
  }

  private static Bytes framed(List<Bytes> entries) {
    Encoder out = new Encoder();
    for (Bytes each : entries) {
      out.uint8(each.size() >>> Byte.SIZE).uint8(each.size() & 0xFF).raw(each);
    }
    return out.toBytes();
  }

  /** The hash of an entry as a leaf. */
  public static Hash leafHash(Bytes entry) {
    return MerkleTree.rootOf(List.of(leaf(entry)));
  }

  /** An entry as a leaf: its bytes, with nothing before them. */
  public static Encodable leaf(Bytes entry) {
    return Encodable.of(out -> out.raw(entry));
  }

  /** Appends an entry durably, and gives its place; threads share a sync. */
  public int append(Bytes entry) throws IOException {
    int place;
    long end;
    synchronized (this) {
      file.append(ByteBuffer.wrap(framed(List.of(entry)).toArray()));
      place = entries.size();
      end = file.size();
      add(entry);
    }
    synchronized (file) {
      if (forced < end) {
        long upTo = file.size();
        file.force();
        forced = upTo;
      }
    }
    return place;
  }

  private void add(Bytes entry) {
    entries.add(entry);
    leaves.add(leafHash(entry));
  }

  /** Number of entries. */
  public synchronized int size() {
    return entries.size();
  }

  /** All entries so far. */
  public synchronized List<Bytes> entries() {
    return List.copyOf(entries);
  }

  private synchronized List<Hash> leaves(int size) {
    return List.copyOf(leaves.subList(0, size));
  }

  private MerkleTree tree(int size) {
    return MerkleTree.overSubtrees(leaves(size));
  }

  /** The proof of an entry's place in the tree of this size. */
  public InclusionProof inclusion(int place, int size) {
    return tree(size).proof(place);
  }

  /** The proof that a smaller tree of this log became the one of this size. */
  public ConsistencyProof consistency(int from, int size) {
    return ConsistencyProof.of(leaves(size), from);
  }

  /** The log's signed checkpoint over all entries so far, which are on the disk. */
  public SignedNote sign(long atS) throws IOException {
    int size = size();
    file.force();
    String text = new LogCheckpoint(signer.key().name(), size, tree(size).root()).text();
    return new SignedNote(text, List.of(signer.line(text, atS)));
  }

  /** Writes the tiles of a checkpoint, then the checkpoint, durably; entries may come meanwhile. */
  public void publish(SignedNote note) throws IOException {
    int size = LogCheckpoint.parse(note.text()).size();
    List<Bytes> all = entries().subList(0, size);
    for (int from = published / WIDTH * WIDTH; from < size; from += WIDTH) {
      List<Bytes> bundle = all.subList(from, Math.min(from + WIDTH, size));
      write("tile/entries/" + path(from / WIDTH), bundle.size(), framed(bundle));
    }
    List<Hash> level = leaves(size);
    int done = published;
    for (int i = 0; !level.isEmpty(); i++, done /= WIDTH) {
      List<Hash> above = new ArrayList<>();
      for (int from = 0; from < level.size(); from += WIDTH) {
        List<Hash> tile = level.subList(from, Math.min(from + WIDTH, level.size()));
        if (from + WIDTH > done) {
          Encoder hashes = new Encoder();
          tile.forEach(hashes::hash);
          write("tile/" + i + "/" + path(from / WIDTH), tile.size(), hashes.toBytes());
        }
        if (tile.size() == WIDTH) {
          above.add(MerkleTree.overSubtrees(tile).root());
        }
      }
      level = above;
    }
    DurableFile.write(folder.resolve(CHECKPOINT), note.toString());
    published = size;
  }

  /** A tile that is full takes the place of its parts. */
  private void write(String name, int width, Bytes content) throws IOException {
    Path target = folder.resolve(width == WIDTH ? name : name + ".p/" + width);
    PrivateFiles.createDirectory(target.getParent());
    DurableFile.write(target, content);
    if (width == WIDTH) {
      WholeFolder.delete(folder.resolve(name + ".p"));
    }
  }

  /** A tile's number in its path: groups of three digits, all but the last one behind an x. */
  static String path(int tile) {
    String last = String.format(Locale.ROOT, "%03d", tile % 1000);
    return tile < 1000 ? last : path(tile / 1000).replaceAll("\\d{3}$", "x$0") + "/" + last;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
