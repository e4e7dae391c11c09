package org.medchain.contract.datasharing;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Events of data requests and deals. */
public sealed interface DealEvents extends Event {
  /**
   * A demander asks for data.
   *
   * @param request its id
   * @param demander who asks
   * @param terms of the request
   */
  @Code(70)
  record DataRequested(Hash request, PublicKey demander, RequestTerms terms)
      implements DealEvents {}

  /**
   * A request is open no longer: all its records are in signed deals, its demander ended it, or
   * left.
   *
   * @param request its id
   * @param demander who asked
   */
  @Code(71)
  record RequestClosed(Hash request, PublicKey demander) implements DealEvents {}

  /**
   * A demander drew a deal, and its points were locked.
   *
   * @param deal its id
   * @param terms its content
   */
  @Code(72)
  record DealDrafted(Hash deal, Deal terms) implements DealEvents {}

  /**
   * The provider signed a deal. Its points are unlocked, and locked again by the agreement of the
   * same id, which the next event concludes.
   *
   * @param deal its id
   * @param request on which it was drawn
   * @param provider who signed
   */
  @Code(73)
  record DealSigned(Hash deal, Hash request, PublicKey provider) implements DealEvents {}

  /**
   * A deal ended unsigned; locked points went back.
   *
   * @param deal its id
   * @param request on which it was drawn
   * @param provider who did not sign it
   * @param demander who got the points back
   */
  @Code(74)
  record DealEnded(Hash deal, Hash request, PublicKey provider, PublicKey demander)
      implements DealEvents {}
}
