//! What the sample blog's author has written: three posts that are out, ten that wait.

/// A post as its author wrote it.
pub(super) struct Post {
    /// Its part of its URL.
    pub slug: &'static str,
    pub title: &'static str,
    /// One or two sentences, in plain text.
    pub summary: &'static str,
    pub categories: &'static [&'static str],
    /// The name of its first picture.
    pub picture: Option<&'static str>,
}

/// How many of [`POSTS`] are out when the blog starts, and how many days ago each came.
pub(super) const OLDER_POSTS_DAYS: [u32; 3] = [19, 11, 4];

/// In the order in which they come out. The body is the template `posts/{slug}.html`.
pub(super) const POSTS: [Post; 13] = [
    Post {
        slug: "four-boxes-one-ladder",
        title: "Four boxes, one ladder",
        summary: "The net loft on Tollbod quay has not held a net since 1984. Since March its roof holds four beehives.",
        categories: &["Hives"],
        picture: Some("roof.png"),
    },
    Post {
        slug: "what-grows-within-three-kilometres",
        title: "What grows within three kilometres",
        summary: "I drew a circle on the sea chart with the roof in its middle. Half of it is water; I walked the other half.",
        categories: &["Forage"],
        picture: None,
    },
    Post {
        slug: "smoke-slowly",
        title: "Smoke, slowly",
        summary: "“You do everything right,” said Mrs Nguyễn, “and you do it as if the ferry were leaving.”",
        categories: &["Hives", "Advice"],
        picture: None,
    },
    Post {
        slug: "a-swarm-on-the-harbour-crane",
        title: "A swarm on the harbour crane",
        summary: "At ten past eleven the harbour master rang. He is a man of few words and used four: “Your lot. The crane.”",
        categories: &["Hives", "Harbour"],
        picture: Some("crane.png"),
    },
    Post {
        slug: "lucjas-honey-crispbread",
        title: "Łucja’s honey crispbread",
        summary: "The exchange rate is one jar to one tin, and I have the better of it. Here is the recipe, from a flour bag.",
        categories: &["Kitchen"],
        picture: Some("jar.png"),
    },
    Post {
        slug: "the-morning-flight-filmed",
        title: "The morning flight, filmed",
        summary: "Zoë lent me a camera the size of a matchbox, and I taped it to the parapet. Half past six, slowed down four times.",
        categories: &["Hives"],
        picture: None,
    },
    Post {
        slug: "weighing-a-hive-with-a-luggage-scale",
        title: "Weighing a hive with a luggage scale",
        summary: "Real hive scales cost as much as the hive. A luggage scale costs less than a jar of honey, and twelve lines do the rest.",
        categories: &["Workbench", "Advice"],
        picture: None,
    },
    Post {
        slug: "queen-number-seven",
        title: "Queen number seven",
        summary: "Six Saturdays I looked for the queen of Four, and found nothing but her handwriting. Then I looked at the bees instead.",
        categories: &["Hives"],
        picture: None,
    },
    Post {
        slug: "fog-three-days",
        title: "Fog, three days",
        summary: "Bees do not fly in fog. If you lay an ear against the wood you hear what that is like: a full reading room.",
        categories: &["Harbour"],
        picture: Some("fog.png"),
    },
    Post {
        slug: "letters-from-readers",
        title: "Letters from readers: sleep, lies & the first year",
        summary: "Do bees sleep? Do they know a lie? And what does it cost to begin? Émile, Αθηνά and Grzegorz ask.",
        categories: &["Letters", "Advice"],
        picture: None,
    },
    Post {
        slug: "rain-and-what-bees-do-about-it",
        title: "Rain, and what bees do about it",
        summary: "A raindrop weighs about as much as a bee. To walk home in that is one thing, to fly in it is another.",
        categories: &["Harbour"],
        picture: None,
    },
    Post {
        slug: "nineteen-kilos",
        title: "Nineteen kilos",
        summary: "We took the honey on Sunday. It tastes of lime blossom, then of hay, and at the end there is salt.",
        categories: &["Kitchen", "Hives"],
        picture: None,
    },
    Post {
        slug: "closing-the-boxes",
        title: "Closing the boxes",
        summary: "The last thing one does is to make the doors small. Then a brick on every lid, and nothing until March.",
        categories: &["Hives"],
        picture: Some("night.png"),
    },
];

/// The pictures, by the name in their URL. `seen.png` is the one that nobody sees.
pub(super) const PICTURES: [(&str, &[u8]); 6] = [
    ("roof.png", include_bytes!("../../../../templates/demo/pictures/roof.png")),
    ("crane.png", include_bytes!("../../../../templates/demo/pictures/crane.png")),
    ("jar.png", include_bytes!("../../../../templates/demo/pictures/jar.png")),
    ("fog.png", include_bytes!("../../../../templates/demo/pictures/fog.png")),
    ("night.png", include_bytes!("../../../../templates/demo/pictures/night.png")),
    ("seen.png", include_bytes!("../../../../templates/demo/pictures/seen.png")),
];
