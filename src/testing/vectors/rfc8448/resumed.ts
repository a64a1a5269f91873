import { hex, type Trace } from "./trace.ts";

/**
 * RFC 8448 §4, "Resumed 0-RTT Handshake". The server's protected flight is hotplace's: Botan's data has another one,
 * without early_data. master_secret and its salt are in neither; they are in other projects' tests, and all later
 * secrets depend on them.
 */
export const resumed: Trace = {
  section: "RFC 8448 §4",
  shares: [
    {
      side: "client",
      group: "x25519",
      privateKey: "bff91188283846dd6a2134ef7180ca2b0b14fb10dce707b5098c0dddc813b2df",
      publicKey: "e4ffb68ac05f8d96c99da26698346c6be16482badddafe051a66b4f18d668f0b",
    },
    {
      side: "server",
      group: "x25519",
      privateKey: "de5b4476e7b490b2652d338acbf2948066f255f9440e23b98fc69835298dc107",
      publicKey: "121761ee42c333e1b9e77b60dd57c2053cd94512ab47f115e86eff50942cea31",
    },
  ],
  secrets: {
    early_secret: "9b2188e9b2fc6d64d71dc329900e20bb41915000f678aa839cbb797cb7d8332c",
    binder_key: "69fe131a3bbad5d63c64eebcc30e395b9d8107726a13d074e389dbc8a4e47256",
    client_early_traffic_secret: "3fbbe6a60deb66c30a32795aba0eff7eaa10105586e7be5c09678d63b6caab62",
    early_exporter_master_secret: "b2026866610937d7423e5be90862ccf24c0e6091186d34f812089ff5be2ef7df",
    handshake_secret: "005cb112fd8eb4ccc623bb88a07c64b3ede1605363fc7d0df8c7ce4ff0fb4ae6",
    client_handshake_traffic_secret: "2faac08f851d35fea3604fcb4de82dc62c9b164a70974d0462e27f1ab278700f",
    server_handshake_traffic_secret: "fe927ae271312e8bf0275b581c54eef020450dc4ecffaa05a1a35d27518e7803",
    master_secret: "e2d32d4ed66dd37897a0e80c84107503ce58bf8aad4cb55a5002d77ecb890ece",
    client_application_traffic_secret: "2abbf2b8e381d23dbebe1dd2a7d16a8bf484cb4950d23fb7fb7fa8547062d9a1",
    server_application_traffic_secret: "cc21f1bf8feb7dd5fa505bd9c4b468a9984d554a993dc49e6d285598fb672691",
    exporter_master_secret: "3fd93d4ffddc98e64b14dd107aedf8ee4add23f4510f58a4592d0b201bee56b4",
    resumption_master_secret: "5e95bdf1f89005ea2e9aa0ba85e728e3c19c5fe0c699e3f5bee59faebd0b5406",
  },
  derived: {
    handshake: "5f1790bbd82c5e7d376ed2e1e52f8e6038c9346db61b43be9a52f77ef3998e80",
    master: "e2f16030251df0874ba19b9aba257610bc6d531c1dd206df0ca6e84ae2a26742",
  },
  keys: {
    "client early": { key: "920205a5b7bf2115e6fc5c2942834f54", iv: "6d475f0993c8e564610db2b9" },
    "server handshake": { key: "27c6bdc0a3dcea39a47326d79bc9e4ee", iv: "9569ecdd4d0536705e9ef725" },
    "server application": { key: "e857c690a34c5a9129d833619684f95e", iv: "0685d6b561aab9ef1013faf9" },
    "client handshake": { key: "b1530806f4adfeac83f1413032bbfa82", iv: "eb50c16be7654abf99dd06d9" },
    "client application": { key: "3cf122f301c6358ca7989553250efd72", iv: "ab1aec26aa78b8fc1176b9ac" },
  },
  psk: "4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3",
  binder: {
    hash: "63224b2e4573f2d3454ca84b9d009a04f6be9e05711a8396473aefa01e924a14",
    finishedKey: "5588673e72cb59c87d220caffe94f2dea9a3b1609f7d50e90a48227db9ed7eaa",
    value: "3add4fb2d8fdf822a0ca3cf7678ef5e88dae990141c5924d57bb6fa31b9e5f9d",
  },
  records: [
    {
      from: "client",
      epoch: "initial",
      type: "handshake",
      payload: hex(`
        010001fc03031bc3ceb6bbe39cff938355b5a50adb6db21b7a6af649d7b4bc419d7876487d9500000613011303130201
        0001cd0000000b0009000006736572766572ff01000100000a00140012001d0017001800190100010101020103010400
        3300260024001d0020e4ffb68ac05f8d96c99da26698346c6be16482badddafe051a66b4f18d668f0b002a0000002b00
        03020304000d0020001e040305030603020308040805080604010501060102010402050206020202002d00020101001c
        000240010015005700000000000000000000000000000000000000000000000000000000000000000000000000000000
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
        2900dd00b800b22c035d829359ee5ff7af4ec900000000262a6494dc486d2c8a34cb33fa90bf1b0070ad3c498883c936
        7c09a2be785abc55cd226097a3a982117283f82a03a143efd3ff5dd36d64e861be7fd61d2827db279cce145077d454a3
        664d4e6da4d29ee03725a6a4dafcd0fc67d2aea70529513e3da2677fa5906c5b3f7d8f92f228bda40dda721470f9fbf2
        97b5aea617646fac5c03272e970727c621a79141ef5f7de6505e5bfbc388e93343694093934ae4d357fad6aacb002120
        3add4fb2d8fdf822a0ca3cf7678ef5e88dae990141c5924d57bb6fa31b9e5f9d
      `),
      record: hex(`
        1603010200010001fc03031bc3ceb6bbe39cff938355b5a50adb6db21b7a6af649d7b4bc419d7876487d950000061301
        13031302010001cd0000000b0009000006736572766572ff01000100000a00140012001d001700180019010001010102
        01030104003300260024001d0020e4ffb68ac05f8d96c99da26698346c6be16482badddafe051a66b4f18d668f0b002a
        0000002b0003020304000d0020001e040305030603020308040805080604010501060102010402050206020202002d00
        020101001c00024001001500570000000000000000000000000000000000000000000000000000000000000000000000
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
        00000000002900dd00b800b22c035d829359ee5ff7af4ec900000000262a6494dc486d2c8a34cb33fa90bf1b0070ad3c
        498883c9367c09a2be785abc55cd226097a3a982117283f82a03a143efd3ff5dd36d64e861be7fd61d2827db279cce14
        5077d454a3664d4e6da4d29ee03725a6a4dafcd0fc67d2aea70529513e3da2677fa5906c5b3f7d8f92f228bda40dda72
        1470f9fbf297b5aea617646fac5c03272e970727c621a79141ef5f7de6505e5bfbc388e93343694093934ae4d357fad6
        aacb0021203add4fb2d8fdf822a0ca3cf7678ef5e88dae990141c5924d57bb6fa31b9e5f9d
      `),
    },
    {
      from: "client",
      epoch: "early",
      type: "application_data",
      payload: "414243444546",
      record: "1703030017ab1df420e75c457a7cc5d2844f76d5aee4b4edbf049be0",
    },
    {
      from: "server",
      epoch: "initial",
      type: "handshake",
      payload: hex(`
        0200005c03033ccfd2dec890222763472ae8136777c9d7358777bb66e91ea5122495f559ea2d00130100003400290002
        000000330024001d0020121761ee42c333e1b9e77b60dd57c2053cd94512ab47f115e86eff50942cea31002b00020304
      `),
      record: hex(`
        16030300600200005c03033ccfd2dec890222763472ae8136777c9d7358777bb66e91ea5122495f559ea2d0013010000
        3400290002000000330024001d0020121761ee42c333e1b9e77b60dd57c2053cd94512ab47f115e86eff50942cea3100
        2b00020304
      `),
    },
    {
      from: "server",
      epoch: "handshake",
      type: "handshake",
      payload: hex(`
        080000280026000a00140012001d00170018001901000101010201030104001c0002400100000000002a000014000020
        48d3e0e1b3d907c6acff145e16090388c77b05c050b634ab1a88bbd0dd1a34b2
      `),
      record: hex(`
        1703030061dc48237b4b879f50d0d4d262ea8b4716eb40ddc1eb957e11126e8a7149c2d012d37a7115957e64ce30008b
        9e0323f2c05a9c1c77b4f37849a695ab255060a33fee770ca95cb8486bfd0843b87024865ca35cc41c4e515c64dcb136
        9f98635bc7a5
      `),
    },
    {
      from: "client",
      epoch: "early",
      type: "handshake",
      payload: "05000000",
      record: "1703030015aca6fc944841298df99593725f9bf9754429b12f09",
    },
    {
      from: "client",
      epoch: "handshake",
      type: "handshake",
      payload: hex(`
        140000207230a9c952c25cd6138fc5e6628308c41c5335dd81b9f96bcea50fd32bda416d
      `),
      record: hex(`
        170303003500f8b467d14cf22a4b3f0b6ae0d8e6cc8d08e0db3515ef5c2bdf1922eafbb70009964716d834fb70c3d2a5
        6c5b1f5f6bdba6c333cf
      `),
    },
    {
      from: "client",
      epoch: "application",
      type: "application_data",
      payload: hex(`
        000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f
        3031
      `),
      record: hex(`
        1703030043b1cebce242aa201be9ae5e1cb2a9aa4b33d4e866af1edb068919237741aa031d7a74d491c99b9d4e232b74
        206bc6fbaa04fe78be44a9b4f54320a17eb76992afac3103
      `),
    },
    {
      from: "server",
      epoch: "application",
      type: "application_data",
      payload: hex(`
        000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f
        3031
      `),
      record: hex(`
        1703030043275e9f20acff57bc000657d3867df039cccf79047884cf75771746f740b5a83f462a0954c3581393a203a2
        5a7dd14141ef1a37900cdb62ff62dee1ba39ab2590cbf194
      `),
    },
    {
      from: "client",
      epoch: "application",
      type: "alert",
      payload: "0100",
      record: "17030300130facce3246bdfc6369838d6a82ae6de5d422dc",
    },
    {
      from: "server",
      epoch: "application",
      type: "alert",
      payload: "0100",
      record: "17030300135b18af444e8e1eec7158fb62d8f2577d37ba5d",
    },
  ],
};
