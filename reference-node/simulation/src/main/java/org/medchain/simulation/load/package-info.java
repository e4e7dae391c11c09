/**
 * The requests that clients send: open loads with arrivals of their own, closed loads that wait for
 * replies.
 */
package org.medchain.simulation.load;
