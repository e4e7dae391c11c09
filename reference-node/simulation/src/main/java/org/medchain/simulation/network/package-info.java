/** Messages on their way: their receivers, times and authenticators. */
package org.medchain.simulation.network;
