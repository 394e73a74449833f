const body = {
  "object": "page", // it's "x" {
  "entry": [ /* a
 */
    {
      "id": "1", // it's "x" {
      "messaging": [
        {
          "sender": {
            "id": "2"
          },
          "recipient": {
            "id": "1"
          },
          "timestamp": 1714120446870,
          "message": {
            "mid": "m_1",
            "text": "it's <b>"
          }
        }
      ]
    }
  ]
};
{"object": "page", "entry": [{"id": "1", "messaging": [{"sender": {"id": "2"}, "recipient": {"id": "1"}, "timestamp": 1714120446870, "message": {"mid": "m_1", "text": "it's <b>"}}]}]} // after
