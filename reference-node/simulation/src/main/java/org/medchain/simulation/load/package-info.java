/** Open and closed loads of clients. */
package org.medchain.simulation.load;
