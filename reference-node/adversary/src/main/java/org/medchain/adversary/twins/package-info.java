/**
 * Twins (Bano et al. 2021): two correct replicas with one key and one identity, which see different
 * parts of the network.
 */
package org.medchain.adversary.twins;
