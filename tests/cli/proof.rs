//! The evidence of consent, as it is shown to whoever asks for it.

use crate::desk::Desk;

const ADA: &str = "ada@readers.example";

#[tokio::test]
async fn all_that_is_known_of_a_consent_is_told_with_its_wording() {
    let desk = Desk::with_a_list().await;
    let file =
        desk.write("readers.csv", format!("address,confirmed_at\n{ADA},2026-01-02\nbo@readers.example,2026-01-02\n"));
    desk.does(&["subscriber", "import", "--list", "bees", file.to_str().unwrap()]).await;

    let proof = desk.does(&["subscriber", "proof", ADA]).await;
    assert_eq!(proof["address"], ADA);
    let records = proof["records"].as_array().unwrap();
    let [record] = records.as_slice() else { panic!("{proof}") };
    for (key, value) in
        [("event", "imported"), ("list", "bees"), ("list_name", "Bees"), ("address", ADA), ("way", "command")]
    {
        assert_eq!(record[key], value, "{key}: {record}");
    }
    let other = desk.does(&["subscriber", "proof", "bo@readers.example"]).await;
    let version = record["wording_version"].as_str().unwrap();
    assert_eq!(other["records"][0]["wording_version"], version, "the same words are the same version");

    let told = desk.types(&["subscriber", "proof", "ADA@readers.example"]).await.stdout;
    for words in ["Evidence of consent for", "bees: imported (Bees)", version] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for line in record["wording"].as_str().unwrap().lines() {
        assert!(told.contains(&format!("      | {line}")), "{line}: {told}");
    }
}

#[tokio::test]
async fn of_an_address_that_nobody_knows_there_is_no_evidence() {
    let desk = Desk::with_a_list().await;
    let said = desk.refuses(1, &["subscriber", "proof", "nobody@readers.example"]).await;
    assert!(said.contains("is it spelt as in the form or the imported file"), "{said}");
    desk.refuses(2, &["subscriber", "proof", "nobody"]).await;
}
