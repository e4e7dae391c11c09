package org.medchain.baseline.chain;

import java.util.List;
import java.util.Optional;
import org.medchain.application.RecordVerifier;
import org.medchain.baseline.RecordEntry;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Transaction;

/**
 * The proof of a record under proof of work: the blocks from the first one on, which a third party
 * with the genesis block checks and executes itself. It cannot know whether a longer chain exists.
 */
final class PowEvidence {
  private PowEvidence() {}

  static Bytes of(List<Block> blocks) {
    return new Encoder().list(blocks).toBytes();
  }

  static List<Block> blocks(Bytes evidence) {
    return Decoder.decode(evidence, in -> in.list(Header.SIZE + 1, Block::decode));
  }

  /** Whether a block has the upload of a record. */
  static boolean uploads(Block block, Hash record) {
    return block.transactions().stream().anyMatch(each -> isUpload(each, record));
  }

  static boolean isUpload(Transaction request, Hash record) {
    return MedicalModules.operation(request) instanceof UploadRecord upload
        && upload.record().id().equals(record);
  }

  /** Why it does not prove this record; nothing if it does. */
  static Optional<String> flaw(Genesis genesis, RecordEntry claimed, Bytes evidence) {
    try {
      List<Block> blocks = blocks(evidence);
      return chainFlaw(genesis, blocks).or(() -> recordFlaw(genesis, claimed, blocks));
    } catch (MalformedInput | IllegalArgumentException e) {
      return Optional.of("it cannot be read: " + e.getMessage());
    }
  }

  /** Links, work and signatures, and what the contract makes of it. */
  static Optional<String> chainFlaw(Genesis genesis, List<Block> blocks) {
    Header parent = genesis.block().header();
    for (Block each : blocks) {
      Header header = each.header();
      if (!header.previous().equals(parent.hash()) || header.height() != parent.height() + 1) {
        return Optional.of("block " + header.height() + " does not follow the one before");
      }
      if (!header.difficulty().equals(genesis.terms().difficulty())
          || !header.difficulty().isMetBy(each.hash())) {
        return Optional.of("block " + header.height() + " has no work");
      }
      for (Transaction request : each.transactions()) {
        if (!request.attestation().holds(PowNetwork.SCHEME, genesis.chain())) {
          return Optional.of("a request in block " + header.height() + " is not signed");
        }
      }
      parent = header;
    }
    return Optional.empty();
  }

  private static Optional<String> recordFlaw(
      Genesis genesis, RecordEntry claimed, List<Block> blocks) {
    MedicalRecord record = PowRecords.onChain(claimed);
    MedicalContract contract = new MedicalContract(genesis);
    boolean signed = false;
    for (Block each : blocks) {
      var unused = contract.apply(each);
      for (Transaction request : each.transactions()) {
        signed |=
            MedicalModules.operation(request) instanceof UploadRecord upload
                && upload.record().equals(record)
                && new RecordVerifier(PowNetwork.SCHEME, genesis.chain()).flawIn(request).isEmpty();
      }
    }
    return signed && Records.find(contract.state(), record.id()).isPresent()
        ? Optional.empty()
        : Optional.of("the chain has no such record");
  }
}
