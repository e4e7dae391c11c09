package org.medchain.claims.watch;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.theory.HashesPerBlock;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/** The headers of all blocks that any node committed, each once, in the order of the commits. */
final class CommittedHeaders implements TrialWatch {
  private record CommittedHeader(long height, String hash, int compact, Optional<Boolean> below) {}

  private final Map<Hash, Header> headers = new LinkedHashMap<>();

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    headers.putIfAbsent(block.hash(), block.header());
  }

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    return headers.values().stream().map(CommittedHeaders::row).toList();
  }

  private static CommittedHeader row(Header header) {
    int compact = header.difficulty().compact();
    return new CommittedHeader(
        header.height(),
        header.hash().toString(),
        compact,
        compact == 0 ? Optional.empty() : Optional.of(isBelowTarget(header)));
  }

  /** Compares hash and target as numbers, without the code of the nodes. */
  private static boolean isBelowTarget(Header header) {
    BigInteger hash = new BigInteger(1, header.hash().toBytes().toArray());
    BigInteger target = HashesPerBlock.ofCompact(header.difficulty().compact()).target();
    return hash.compareTo(target) < 0;
  }
}
