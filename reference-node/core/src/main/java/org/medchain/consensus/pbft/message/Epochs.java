package org.medchain.consensus.pbft.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Argument;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.network.Membership;

/**
 * The members that decide each height (PBFT-20, decision 0072), as executed blocks say; immutable.
 *
 * <p>A change of the members executed at height h takes effect above the first checkpoint H ≥ h + W
 * : a replica that votes for a height above H has executed h, so no honest replica votes there for
 * the old set.
 *
 * @param genesis hash of the genesis block, which needs no votes
 * @param epochs the epochs so far, oldest first, the current one last
 * @param ending where the current epoch ends and its next members; empty while no end is known
 */
public record Epochs(Hash genesis, List<Epoch> epochs, Optional<EpochEnding> ending)
    implements Encodable {
  public static final Codec<Epochs> CODEC =
      Codec.of(
          Epochs.class,
          Codec.HASH,
          Epoch.CODEC.list().checked(Epochs::requireLinks),
          EpochEnding.CODEC.list().map(Epochs::sole, ending -> ending.stream().toList()));

  /** The hash covers the last epoch's number and links, not where the list begins. */
  private static void requireLinks(List<Epoch> all) {
    for (int i = 0; i < all.size(); i++) {
      boolean isLinked = i == 0 ? all.get(i).number() == 0 : all.get(i).follows(all.get(i - 1));
      if (!isLinked) {
        throw new MalformedInput("epoch " + i + " does not name the one before it");
      }
    }
  }

  private static Optional<EpochEnding> sole(List<EpochEnding> ending) {
    if (ending.size() > 1) {
      throw new MalformedInput("an epoch ends once");
    }
    return ending.stream().findFirst();
  }

  /**
   * The end of the current epoch.
   *
   * @param last H, the last height that it decides
   * @param next the members afterwards
   */
  public record EpochEnding(long last, Membership next) implements Encodable {
    public static final Codec<EpochEnding> CODEC =
        Codec.of(EpochEnding.class, Codec.NATURAL, Epoch.MEMBERS);
  }

  public Epochs {
    epochs = List.copyOf(epochs);
    if (epochs.isEmpty()) {
      throw new MalformedInput("there is at least one epoch");
    }
  }

  public static Epochs of(Hash genesis, Membership members) {
    Argument.refuseIf(
        members.size() > QuorumSizes.MAX_NODES,
        "a chain has at most %s members, not %s",
        QuorumSizes.MAX_NODES,
        members.size());
    return new Epochs(genesis, List.of(new Epoch(0, Hash.ZERO, 0, members)), Optional.empty());
  }

  public Epoch current() {
    return epochs.get(epochs.size() - 1);
  }

  /** The last height that the current epoch decides, as far as is known. */
  public long last() {
    return ending.map(EpochEnding::last).orElse(Long.MAX_VALUE);
  }

  /**
   * The epochs after execution of the block at {@code height}. A set too small to tolerate a fault,
   * or too large for a certificate (PBFT-32), is ignored: the chain continues with its members.
   */
  public Epochs executed(long height, Membership members, long window, long interval) {
    if (!mayDecide(members) || height < current().first()) {
      return this; // a recovery has ended the changes that it found executed (PBFT-42)
    }
    long least = height + window;
    long boundary = (least + interval - 1) / interval * interval;
    long last = ending.map(EpochEnding::last).orElse(boundary);
    return new Epochs(genesis, epochs, Optional.of(new EpochEnding(last, members)));
  }

  private static boolean mayDecide(Membership members) {
    return members.size() >= QuorumSizes.MIN_NODES && members.size() <= QuorumSizes.MAX_NODES;
  }

  /**
   * PBFT-20, PBFT-21: the epochs above {@code height}, with the next one if this one ends there.
   */
  public Epochs after(long height) {
    if (height != last()) {
      return this;
    }
    return with(current().next(height + 1, ending.orElseThrow().next()));
  }

  /** PBFT-21: the same epochs and one more. */
  Epochs with(Epoch next) {
    List<Epoch> extended = new ArrayList<>(epochs);
    extended.add(next);
    return new Epochs(genesis, extended, Optional.empty());
  }

  /** PBFT-5, PBFT-20: whether a quorum of the members responsible for its height signed it. */
  public boolean proves(Certificate certificate) {
    if (certificate.height() == 0) {
      return certificate.block().equals(genesis);
    }
    long number = certificate.epoch();
    if (number >= epochs.size()) {
      return false;
    }
    long end = number + 1 < epochs.size() ? epochs.get((int) number + 1).first() - 1 : last();
    return certificate.height() <= end && epochs.get((int) number).proves(certificate);
  }

  /** The epoch that decides {@code height}, of those known. */
  public Epoch at(long height) {
    int index = epochs.size() - 1;
    while (index > 0 && epochs.get(index).first() > height) {
      index--;
    }
    return epochs.get(index);
  }
}
