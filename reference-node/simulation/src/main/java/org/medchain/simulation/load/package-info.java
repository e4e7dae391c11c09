/** The requests that clients send. */
package org.medchain.simulation.load;
