package org.medchain.simulation.network;

import java.util.function.Function;
import org.medchain.data.KeyPair;
import org.medchain.data.MacScheme;
import org.medchain.data.PublicKey;

/**
 * Makes requests and replies travel under message authentication codes instead of signatures
 * (SIM-30, PBFT-25).
 *
 * @param scheme how codes are made
 * @param clients the keys of a request's sender, which its client holds
 */
public record MacAuthentication(MacScheme scheme, Function<PublicKey, KeyPair> clients) {}
