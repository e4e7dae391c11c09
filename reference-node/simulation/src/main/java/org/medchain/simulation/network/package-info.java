/** Messages on their way: who reaches whom, when, and with which authenticator. */
package org.medchain.simulation.network;
