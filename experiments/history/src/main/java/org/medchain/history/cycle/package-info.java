/**
 * Serializability of transactions that append to lists (Kingsbury and Alvaro 2020; Adya, Liskov and
 * O'Neil 2000).
 */
package org.medchain.history.cycle;
