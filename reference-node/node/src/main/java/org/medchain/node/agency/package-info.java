/**
 * The information aggregation agency (paper §3.1, §4; ROLE-3, ROLE-4; decision 0160): its client
 * ({@link org.medchain.node.agency.AgencyClient}), its information transaction server ({@link
 * org.medchain.node.agency.InformationTransactionServer}), its service provision nodes ({@link
 * org.medchain.node.agency.ServiceProvisionNode}), and the way from an institution to its superior
 * hospital ({@link org.medchain.node.agency.SuperiorHospitalForwarder}). It need not be trusted: it
 * relays signed messages of others and changes none of them.
 *
 * <p>A participant's own client passes on its own requests only: by repeating those of others it
 * could have their answers.
 */
package org.medchain.node.agency;
