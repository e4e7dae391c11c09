package org.medchain.data;

import java.util.ArrayList;
import java.util.List;

/** A small signed chain to break: 2, 0 and 1 transactions; block 2 was searched for. */
public final class SampleChains {
  public static final SignatureScheme SCHEME = new Ed25519();

  private SampleChains() {}

  static KeyPair keys(int seed) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8("seed " + seed)).toBytes());
  }

  static MedicalRecord record(PublicKey patient) {
    PublicKey doctor = keys(100).publicKey();
    return new MedicalRecord(
        patient,
        new MedicalRecord.MetadataBlock(doctor, "a/b.json", Hash.of(Bytes.utf8("synthetic file"))),
        new MedicalRecord.DigestBlock(1_600_000_000_000L, doctor, "blood count", "Observation"));
  }

  public static Transaction upload(Hash chain, int patient, long sequence) {
    KeyPair keys = keys(patient);
    return Transaction.signed(SCHEME, chain, keys, sequence, 1, record(keys.publicKey()).encoded());
  }

  public static Header header(long height, Hash previous, Difficulty difficulty) {
    return HeaderFields.at(height)
        .previous(previous)
        .timeMs(1_000 * height)
        .difficulty(difficulty)
        .made();
  }

  static Block genesis() {
    return Block.of(header(0, Hash.ZERO, Difficulty.NONE), List.of());
  }

  public static List<Block> sound() {
    Block genesis = genesis();
    Hash chain = genesis.hash();
    Block one =
        DataArbitraries.block(
            header(1, chain, Difficulty.NONE), List.of(upload(chain, 1, 1), upload(chain, 2, 1)));
    Header unfinished = header(2, one.hash(), Difficulty.ofCoefficient(50));
    Header found =
        new ProofOfWorkSearch(unfinished).search(RandomString.ZERO, 10_000).orElseThrow();
    Block two = Block.of(found, List.of());
    Block three =
        DataArbitraries.block(header(3, two.hash(), Difficulty.NONE), List.of(upload(chain, 1, 2)));
    return List.of(genesis, one, two, three);
  }

  public static List<Bytes> stored(List<Block> blocks) {
    List<Bytes> stored = new ArrayList<>();
    blocks.forEach(block -> stored.add(new StoredBlock(block).encoded()));
    return stored;
  }
}
