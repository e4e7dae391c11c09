package org.medchain.node.agency;

import org.medchain.application.HistoryEntry;
import org.medchain.contract.ChainState;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Peer;

/**
 * Which lines of the market one participant is shown (AGENCY-11; decision 0273): the orders of
 * offers if it may demand, since an offer says who has which type of data, and its own ones; the
 * data requests on which a deal may still be drawn. An order that made no request, or one that has
 * ended, is of use to nobody.
 */
final class OpenMarket {
  private final Peer asker;
  private final ChainState state;
  private final long timeMs;
  private final PublicKey own;
  private final boolean demands;

  /**
   * The market of one state.
   *
   * @param timeMs of its block, milliseconds of Unix time
   */
  OpenMarket(Peer asker, ChainState state, long timeMs) {
    this.asker = asker;
    this.state = state;
    this.timeMs = timeMs;
    this.own = state.nameOf(asker.key());
    this.demands = state.role(own).filter(role -> role.has(Role.Duty.DEMAND)).isPresent();
  }

  boolean shows(HistoryEntry line) {
    return line.kind() == RequestData.TYPE.number()
        ? state.request(line.record()).filter(request -> !request.isOver(timeMs)).isPresent()
        : demands
            || asker.role().keepsLedger()
            || state.nameOf(line.request().sender()).equals(own);
  }
}
