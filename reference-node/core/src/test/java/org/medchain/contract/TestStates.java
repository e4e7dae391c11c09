package org.medchain.contract;

import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.incentive.Account;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.PointLedger;
import org.medchain.incentive.Supply;

/** States that no short chain reaches. */
final class TestStates {
  private TestStates() {}

  /** One more point could be issued, but no reward. */
  static WorldState withAlmostAllPointsIssued(WorldState state) {
    CreditPoints points = state.points();
    long rest = Long.MAX_VALUE - points.ledger().supply().issued() - 1;
    PointLedger full =
        points.ledger().issue(Account.escrow(Hash.of(Bytes.EMPTY)), rest).orElseThrow();
    return state.with(new CreditPoints(points.rules(), full));
  }

  /** A point is missing from the accounts that was issued: no operation does this. */
  static WorldState withAPointLost(WorldState state) {
    Supply supply = state.supply();
    Supply broken =
        new Supply(supply.issued(), supply.held() - 1, supply.burnt(), supply.redeemed());
    Bytes key = new Encoder().uint8(0x11).toBytes();
    return WorldState.of(state.tree().put(key, broken.encoded()));
  }
}
